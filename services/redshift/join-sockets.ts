import type { Socket } from 'node:net';

/**
 * Passes bytes both ways, at the pace of whoever reads, until both have said all they had to say. The database's
 * session ends with the client's connection by the signal that it was opened with.
 */
export function joinSockets(client: Socket, database: Socket): void {
  client.pipe(database);
  database.pipe(client);
  // Also when the database dies without a farewell, or the client never says its own.
  database.once('close', () => client.destroySoon());
}
