import type { Socket } from 'node:net';

/** Of a message with which a session begins; the server takes no longer one. */
const LONGEST = 10_000;
/** Length and code, which stand before everything else. */
const HEAD = 8;
const TLS_HANDSHAKE = 0x16;

/**
 * Reads the message with which a client begins, or the first bytes of one who begins with TLS. How long that may take is the
 * server's to say, which waits as well.
 *
 * @returns undefined for a client that leaves, or says something else
 */
export async function readFirstMessage(client: Socket): Promise<Buffer | undefined> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    if (bytes[0] === TLS_HANDSHAKE) return bytes;
    const length = bytes.length < HEAD ? HEAD : bytes.readUInt32BE(0);
    if (length < HEAD || length > LONGEST || bytes.length > length) return undefined;
    if (bytes.length >= HEAD && bytes.length === length) return bytes;
    const more = await nextBytes(client);
    if (more === undefined) return undefined;
    bytes = Buffer.concat([bytes, more]);
  }
}

/** What comes next; undefined when nothing comes any more. */
export async function nextBytes(socket: Socket): Promise<Buffer | undefined> {
  for (;;) {
    const bytes = socket.read() as Buffer | null;
    if (bytes !== null) return bytes;
    if (socket.readableEnded || socket.destroyed) return undefined;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        for (const event of EVENTS) socket.off(event, done);
        resolve();
      };
      for (const event of EVENTS) socket.once(event, done);
    });
  }
}

const EVENTS = ['readable', 'end', 'close'] as const;
