import type { Socket } from 'node:net';

const plain = new WeakMap<Socket, Socket>();

/** Notes which connection of TCP is under one that is encrypted. Node.js keeps that to itself. */
export function notePlainSocket(encrypted: Socket, under: Socket): void {
  plain.set(encrypted, under);
}

/** The connection of TCP itself. */
export function plainSocketOf(socket: Socket): Socket {
  return plain.get(socket) ?? socket;
}
