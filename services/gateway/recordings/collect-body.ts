import type { IncomingMessage } from 'node:http';

/** What has come of a body that goes on to somebody else; undefined when it is larger than so many bytes. */
export interface CollectedBody {
  readonly body: Buffer | undefined;
}

/** Takes a copy of a body that somebody else reads, as far as the bound goes. */
export function collectBody(message: IncomingMessage, mostBytes: number): CollectedBody {
  let chunks: Buffer[] | undefined = [];
  let sizeBytes = 0;
  message.on('data', (chunk: Buffer) => {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) chunks = undefined;
    chunks?.push(chunk);
  });
  return {
    get body() {
      return chunks && Buffer.concat(chunks);
    },
  };
}
