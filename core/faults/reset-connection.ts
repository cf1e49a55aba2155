import type { Socket } from 'node:net';
import { plainSocketOf } from '../plain-socket.ts';

/** Ends a connection as a peer that has crashed does: with RST, which clients see as `ECONNRESET`. */
export function resetConnection(socket: Socket): void {
  plainSocketOf(socket).resetAndDestroy();
  socket.destroy();
}
