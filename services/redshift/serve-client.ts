import { once } from 'node:events';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { FaultPlan } from '../../core/faults/fault-plan.ts';
import { notePlainSocket } from '../../core/plain-socket.ts';
import { authenticate } from './authenticate.ts';
import type { EndTls } from './end-tls.ts';
import { type Noted, note } from './note.ts';
import { connectTo, openDatabase } from './open-database.ts';
import type { RedshiftDatabase, RedshiftOptions } from './options.ts';
import { noSuchDatabase, protocolViolation, Refusal, tlsRequired } from './refusal.ts';
import { joinSockets } from './relay/join-sockets.ts';
import { presentCancel, readStartupPacket } from './startup-packet.ts';
import { runUnload } from './unload/run-unload.ts';

/**
 * Settings that PostgreSQL takes from a StartupMessage as Redshift does. All others are dropped: PostgreSQL ends the
 * session over those of Redshift's drivers (client_protocol_version, driver_version, os_version, …).
 */
const PASSED_ON = new Set([
  'application_name',
  'client_encoding',
  'datestyle',
  'extra_float_digits',
  'options',
  'search_path',
  'statement_timeout',
  'timezone',
]);

/** SQLSTATE. */
const CONNECTION_FAILURE = '08006';

/** Of a door that nobody has given a plan. */
const NO_FAULTS = new FaultPlan();

/** For the database to take a CancelRequest. */
const CANCEL_MS = 5_000;

/** What the listener has for a connection, and is told of it. */
export interface LoginSteps {
  readonly endTls: EndTls;
  /** It has taken a step towards its login that can be taken once. */
  advance(): void;
  /** It has logged in. @throws Refusal when too many have */
  admit(): void;
}

/** The life of one connection, from its first byte on. Never rejects. */
export async function serveClient(
  connection: Socket,
  options: RedshiftOptions,
  steps: LoginSteps,
): Promise<void> {
  const gone = new AbortController();
  const deadline = setTimeout(() => connection.destroy(), options.limits.loginMs);
  connection.once('close', () => {
    clearTimeout(deadline);
    gone.abort();
  });
  let client = connection;
  let hasAskedForGss = false;
  let noted: Noted | undefined;
  try {
    for (;;) {
      const packet = await readStartupPacket(client, options.limits.startupBytes);
      steps.advance();
      if (packet.kind === 'gss') {
        // Once, as PostgreSQL: no connection lives of questions.
        if (hasAskedForGss) throw protocolViolation('GSSAPI encryption was refused already');
        hasAskedForGss = true;
        client.write('N');
      } else if (packet.kind === 'tls') {
        if (client instanceof TLSSocket) throw protocolViolation('the connection is encrypted already');
        client = await steps.endTls(connection);
        notePlainSocket(client, connection);
        steps.advance();
      } else if (packet.kind === 'cancel') {
        noted = note(options, 'cancel', null);
        return await passOnCancel(client, packet.packet, options, gone.signal);
      } else {
        noted = note(options, 'login', packet.parameters.get('user') ?? null);
        await openSession(client, packet.parameters, options, gone.signal, steps);
        clearTimeout(deadline);
        return;
      }
    }
  } catch (error) {
    // Who hangs up without a word only looked whether the port is open, as health checks do.
    if (connection.bytesRead > 0) {
      options.logger('refused', { reason: (error as Error).message });
      noted ??= note(options, 'login', null);
      noted.entry.errorCode = error instanceof Refusal ? error.code : CONNECTION_FAILURE;
      noted.entry.aborted = gone.signal.aborted;
    }
    // The deadline ends those who do not hang up then.
    if (error instanceof Refusal) client.resume().end(error.answer);
    else connection.destroy();
  } finally {
    noted?.end();
  }
}

async function openSession(
  client: Socket,
  parameters: ReadonlyMap<string, string>,
  options: RedshiftOptions,
  signal: AbortSignal,
  steps: LoginSteps,
): Promise<void> {
  if (!(client instanceof TLSSocket)) throw tlsRequired();
  const { database, login, limits, logger, objectStore: store } = options;
  const user = parameters.get('user');
  await authenticate(client, user, login, limits.startupBytes);
  const asked = parameters.get('database') || login.user;
  if (asked !== database.database) throw noSuchDatabase(asked);
  steps.admit();
  const settings = [...parameters].filter(([name]) => PASSED_ON.has(name.toLowerCase()));
  const session = await openDatabase(database, new Map(settings), signal);
  client.write(session.greeting);
  joinSockets(client, session.socket, {
    runUnload: (sql, borrowed) => runUnload(sql, borrowed, { store, signal, logger }),
    plan: options.faults ?? NO_FAULTS,
    noteStatement: (sql) => note(options, 'query', sql),
    abandon: () => void cancelQuery(database, session.cancelKey),
  });
  logger('session_opened', {
    user: login.user,
    application: parameters.get('application_name') || null,
  });
}

/** There is no answer to a CancelRequest: the connection ends when the database has taken it. */
async function passOnCancel(
  client: Socket,
  packet: Buffer,
  { database, logger }: RedshiftOptions,
  signal: AbortSignal,
): Promise<void> {
  const socket = await connectTo(database, signal);
  socket.resume().end(packet);
  await once(socket, 'close');
  client.resume().end();
  logger('cancel_passed_on', { processId: packet.readInt32BE(8) });
}

/**
 * The client is gone in the middle of a query. PostgreSQL sees that only when it has something to send, which may be
 * hours later.
 */
async function cancelQuery(database: RedshiftDatabase, cancelKey: Buffer): Promise<void> {
  const socket = await connectTo(database, AbortSignal.timeout(CANCEL_MS)).catch(() => undefined);
  socket?.resume().end(presentCancel(cancelKey));
}
