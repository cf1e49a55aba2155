import type { EventEmitter } from 'node:events';
import type { Server, Socket } from 'node:net';
import { blame } from './blame.ts';

/**
 * Has a service answer for whatever a listener of its server, or of a connection to it, throws, and for an `error`
 * that nobody listens to. The error goes its way as before.
 */
export function blameEvents(server: Server, service: string): void {
  blameListeners(server, service);
  server.prependListener('connection', (socket: Socket) => blameListeners(socket, service));
}

function blameListeners(emitter: EventEmitter, service: string): void {
  const emit = emitter.emit;
  emitter.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    try {
      return emit.call(emitter, event, ...values);
    } catch (error) {
      throw blame(error, service);
    }
  };
}
