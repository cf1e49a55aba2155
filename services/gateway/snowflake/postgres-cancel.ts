import { connect } from 'node:net';
import type pg from 'pg';

/** A server that does not take a request to cancel within this time is left with the end of the connection alone. */
const PATIENCE_MS = 2_000;
/** What stands for a request to cancel where a version would be (https://www.postgresql.org/docs/17/protocol-message-formats.html). */
const CANCEL_REQUEST = 80_877_102;

interface BackendKey {
  readonly processID: number;
  readonly secretKey: number;
}

/**
 * Gives what ends a client's query in the database, and then its connection. To be had before the client connects.
 *
 * A closed connection alone stops no query that computes; a request alone none that waits for somebody to read its rows.
 */
export function cancelsOf(client: pg.Client): () => void {
  let key: BackendKey | undefined;
  client.connection.once('backendKeyData', (told: BackendKey) => {
    key = told;
  });
  const hangUp = (): void => void client.connection.stream.destroy();
  return () => {
    if (!key) return hangUp();
    const request = connect({ host: client.host, port: client.port, timeout: PATIENCE_MS });
    request.once('connect', () => request.end(cancelRequest(key as BackendKey)));
    request.once('timeout', () => request.destroy());
    request.on('error', () => request.destroy());
    // The server hangs up when the query has been told to end.
    request.resume().once('close', hangUp);
  };
}

function cancelRequest({ processID, secretKey }: BackendKey): Buffer {
  const message = Buffer.alloc(16);
  message.writeInt32BE(message.length, 0);
  message.writeInt32BE(CANCEL_REQUEST, 4);
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  return message;
}
