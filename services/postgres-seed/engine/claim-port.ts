import { type AddressInfo, createServer } from 'node:net';
import { hasCode } from '../../../core/playground-error.ts';
import { cannotListen, portTaken } from '../errors.ts';

/**
 * The port that the server will have: the one asked for, or any free one for 0. The server cannot choose one
 * itself. Rejects with `ERR_PORT_TAKEN` before anything is made when another program has it.
 */
export function claimPort(host: string, port: number): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error) =>
      reject(hasCode(error, 'EADDRINUSE') ? portTaken(host, port, error) : cannotListen(host, port, error)),
    );
    probe.listen(port, host, () => {
      const free = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(free));
    });
  });
}
