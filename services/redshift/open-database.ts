import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { logInToDatabase, readFromDatabase } from './log-in-to-database.ts';
import { type Message, parseTexts, presentMessage, presentText } from './message.ts';
import type { RedshiftDatabase } from './options.ts';
import { databaseUnreachable, Refusal } from './refusal.ts';
import { presentStartup } from './startup-packet.ts';

/** What Amazon Redshift has always said; its Python driver cannot read "17.2 (Debian 17.2-1)". */
export const SERVER_VERSION = '8.0.2';

/** Content of AuthenticationOk. */
const AUTHENTICATED = Buffer.alloc(4);

export interface DatabaseSession {
  readonly socket: Socket;
  /** All that the client is told before its first query: AuthenticationOk to ReadyForQuery. */
  readonly greeting: Buffer;
  /** What a CancelRequest must have: process and secret. */
  readonly cancelKey: Buffer;
}

/**
 * Opens a new session at the database.
 *
 * @param settings what goes into the StartupMessage besides user and database
 * @param signal ends the session at any time
 * @throws Refusal
 */
export async function openDatabase(
  database: RedshiftDatabase,
  settings: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<DatabaseSession> {
  const socket = await connectTo(database, signal);
  try {
    const whoAndWhere = [
      ['user', database.user],
      ['database', database.database],
    ] as const;
    socket.write(presentStartup(new Map([...named(settings, database.relay), ...whoAndWhere])));
    await logInToDatabase(socket, database);
    return { socket, ...(await readGreeting(socket)) };
  } catch (error) {
    socket.destroy();
    throw error instanceof Refusal ? error : databaseUnreachable(placeOf(database), (error as Error).message);
  }
}

/**
 * PostgreSQL logs who has logged in by the setting that is called so to the letter, and takes settings one after the other
 * under any spelling: so the session begins as the relay's, and is called what its client says.
 */
function named(settings: ReadonlyMap<string, string>, relay: string | undefined): [string, string][] {
  if (relay === undefined) return [...settings];
  const isName = ([name]: readonly [string, string]) => name.toLowerCase() === 'application_name';
  const others = [...settings].filter((setting) => !isName(setting));
  const given = [...settings].find(isName)?.[1] ?? '';
  return [['application_name', relay], ['Application_Name', given], ...others];
}

/** A connection to the database on which nothing is said yet. @throws Refusal */
export async function connectTo(database: RedshiftDatabase, signal: AbortSignal): Promise<Socket> {
  const { host, port } = database;
  const socket = connect({ host, port, signal, noDelay: true, allowHalfOpen: true });
  // 'close' tells the rest of the story.
  socket.on('error', () => undefined);
  try {
    await once(socket, 'connect');
    return socket;
  } catch (error) {
    throw databaseUnreachable(placeOf(database), (error as Error).message);
  }
}

async function readGreeting(socket: Socket): Promise<Omit<DatabaseSession, 'socket'>> {
  let cancelKey: Buffer = Buffer.alloc(0);
  const greeting = [presentMessage('R', AUTHENTICATED)];
  for (;;) {
    const message = await readFromDatabase(socket);
    greeting.push(presentMessage(message.type, asRedshift(message)));
    if (message.type === 'K') cancelKey = message.body;
    if (message.type === 'Z') return { greeting: Buffer.concat(greeting), cancelKey };
  }
}

/** BackendKeyData stays the database's own, so that a CancelRequest can be passed on as it comes. */
function asRedshift({ type, body }: Message): Buffer {
  if (type !== 'S' || parseTexts(body)[0] !== 'server_version') return body;
  return Buffer.concat([presentText('server_version'), presentText(SERVER_VERSION)]);
}

function placeOf({ host, port }: RedshiftDatabase): string {
  return `${host}:${port}`;
}
