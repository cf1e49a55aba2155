import type { Socket } from 'node:net';
import type { Connection } from 'ssh2';

/** One client, as long as it is connected. */
export interface Client {
  readonly connection: Connection;
  /** The socket under the SSH connection. */
  readonly carrier: Socket;
  /** Its address and port, as `127.0.0.1:50022`. */
  readonly remote: string;
  /** By `performance.now()`. */
  readonly connectedAt: number;
}
