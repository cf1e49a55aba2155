import { createServer } from 'node:net';
import { hasCode, PlaygroundError } from '../core/playground-error.ts';

const TRIED_PORTS = 50;

/** The first port from `preferred` upwards that nobody listens on. */
export async function firstFreePort(host: string, preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + TRIED_PORTS; port += 1) {
    if (await isFree(host, port)) return port;
  }
  throw new PlaygroundError(
    'ERR_PORT_TAKEN',
    `The ports ${preferred} to ${preferred + TRIED_PORTS - 1} on ${host} are all taken. Name a free one.`,
  );
}

/** Whether a port could be listened on just now. */
export function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (hasCode(error, 'EADDRINUSE') ? resolve(false) : reject(error)));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
