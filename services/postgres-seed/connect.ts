import { Socket } from 'node:net';
import pg from 'pg';
import { hasCode } from '../../core/playground-error.ts';
import { waitUntil } from '../../core/wait-until.ts';

export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

interface Manner {
  /** As `name=value`; they come before what is set for the role or the database. */
  readonly settings?: readonly string[];
  /** How long to try again while the server has no connection left. Default 0. */
  readonly patienceMs?: number;
  /** Cuts the connection, whatever it waits for; the work rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** SQLSTATE too_many_connections. */
const FULL = '53300';

/** Connects without TLS, does the work and hangs up, whatever comes of it. */
export async function withClient<Result>(
  connection: Connection,
  work: (client: pg.Client) => Promise<Result>,
  { settings = [], patienceMs = 0, signal }: Manner = {},
): Promise<Result> {
  signal?.throwIfAborted();
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
  const { client, socket } = await waitUntil(
    'a free connection',
    () => connect(connection, options, patienceMs > 0),
    { timeoutMs: patienceMs, intervalMs: 100 },
  );
  const cut = () => void socket.destroy();
  signal?.addEventListener('abort', cut);
  try {
    signal?.throwIfAborted();
    return await work(client);
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', cut);
    await client.end();
  }
}

/** @returns undefined when the server is full, if that is no error */
async function connect(
  { host, port, database, user, password }: Connection,
  options: string,
  isPatient: boolean,
): Promise<{ readonly client: pg.Client; readonly socket: Socket } | undefined> {
  const socket = new Socket();
  const stream = () => socket;
  const client = new pg.Client({ host, port, database, user, password, options, ssl: false, stream });
  // A connection that is lost between two queries is told here only; the next query rejects all the same.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { client, socket };
  } catch (error) {
    if (isPatient && hasCode(error, FULL)) return undefined;
    throw error;
  }
}
