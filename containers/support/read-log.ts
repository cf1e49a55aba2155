import type { WaitStrategy } from 'testcontainers';

/** A container as the engine's own client knows it. */
export type EngineContainer = Parameters<WaitStrategy['waitUntilReady']>[0];

/** What the engine puts before each piece of a log: which stream it is of, and how long it is. */
const HEADER_BYTES = 8;
const LENGTH_OFFSET = 4;

/**
 * What a container has written to either stream until now, or the last `tail` lines of it.
 *
 * One request with one answer. `logs()` of testcontainers follows the log over a socket that keeps no process alive:
 * a plain script that waits for a line of it may end there, silently and with exit code 0.
 */
export async function readLog(container: EngineContainer, tail?: number): Promise<string> {
  const log = await container.logs({
    stdout: true,
    stderr: true,
    follow: false,
    ...(tail !== undefined && { tail }),
  });
  return [...piecesOf(log)].join('');
}

/** https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach */
function* piecesOf(log: Buffer): Generator<string> {
  for (let at = 0; at + HEADER_BYTES <= log.length; ) {
    const end = at + HEADER_BYTES + log.readUInt32BE(at + LENGTH_OFFSET);
    yield log.toString('utf8', at + HEADER_BYTES, end);
    at = end;
  }
}
