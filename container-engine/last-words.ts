import type { WaitStrategy } from 'testcontainers';

type Container = Parameters<WaitStrategy['waitUntilReady']>[0];

const LINES = 10;
/** What the engine puts before each piece of a log: which stream it is of, and how long it is. */
const HEADER_BYTES = 8;
const LENGTH_OFFSET = 4;

/** The last lines that a container has written, to either stream; empty when the engine does not tell. */
export async function lastWords(container: Container): Promise<string> {
  const log = await container
    .logs({ stdout: true, stderr: true, tail: LINES, follow: false })
    .catch(() => Buffer.alloc(0));
  return [...piecesOf(log)].join('').trim();
}

/** https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach */
function* piecesOf(log: Buffer): Generator<string> {
  for (let at = 0; at + HEADER_BYTES <= log.length; ) {
    const end = at + HEADER_BYTES + log.readUInt32BE(at + LENGTH_OFFSET);
    yield log.toString('utf8', at + HEADER_BYTES, end);
    at = end;
  }
}
