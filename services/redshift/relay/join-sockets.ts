import type { Socket } from 'node:net';
import type { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { ClientSide, endsOf, type Places } from '../../../core/faults/wire/client-side.ts';
import { moveBytes } from '../../../core/faults/wire/move-bytes.ts';
import { type Message, presentMessage } from '../message.ts';
import { SERVER_VERSION } from '../open-database.ts';
import { Answers } from './answers.ts';
import { BorrowedSession, FLUSH, SYNC } from './borrowed-session.ts';
import { MessageGate } from './message-gate.ts';
import { NotedStatements, type NoteStatement } from './noted-statements.ts';
import type { Outcome } from './outcome.ts';
import { Owed } from './owed.ts';
import { Requests } from './requests.ts';
import { StatementFaults } from './statement-faults.ts';

/**
 * A client that has said its last word may wait for its answer, or be gone: TCP tells them apart only when something is
 * sent. So it is told what it knows, which a server may do at any time (ParameterStatus).
 */
const KNOWN_ALREADY = presentMessage('S', Buffer.from(`server_version\0${SERVER_VERSION}\0`));
const ASK_MS = 500;

/** What happens after so many bytes happens at PostgreSQL's own port only. */
const NOWHERE: Places = { next: () => undefined, reached: () => Promise.resolve() };

export interface Doings {
  /** Runs an UNLOAD. @throws Error when the database is gone */
  runUnload(sql: string, session: BorrowedSession): Promise<Outcome>;
  /** The client is gone, and the database still works for it. */
  abandon(): void;
  /** What goes wrong on purpose. */
  readonly plan: FaultPlan;
  /** Notes that a statement has begun. */
  readonly noteStatement: NoteStatement;
}

/**
 * Passes bytes both ways, no faster than the receiver reads, until both sides have ended. An UNLOAD is kept
 * back: when all before it is answered, the proxy borrows the session, and everything after it waits. The database's
 * session ends with the client's connection by the signal that it was opened with.
 */
export function joinSockets(client: Socket, database: Socket, doings: Doings): void {
  const { runUnload, abandon, noteStatement, plan } = doings;
  let isUnloading = false;
  const owed = new Owed();
  const side = new ClientSide(client, endsOf(client), NOWHERE);
  const faults = new StatementFaults({ plan, client: side, noteStatement, answer, endSession });
  const noted = new NotedStatements((sql) => faults.note(sql));
  const answers = new Answers(owed, noted, {
    isAwaited: () => faults.isAwaited,
    over: (ready) => faults.over(() => void toClient.push(ready)),
  });
  const send = (bytes: Buffer): void => void toDatabase.push(bytes);
  const toClient = new MessageGate(answers);
  const toDatabase = new MessageGate(new Requests({ owed, noted, faults, send, unload }));

  /** The database must owe nothing. */
  async function answer(
    { type }: Message,
    work: (session: BorrowedSession) => Promise<Outcome>,
  ): Promise<Outcome> {
    answers.borrow();
    const outcome = await work(new BorrowedSession(answers, send));
    answers.giveBack();
    toClient.push(outcome.answer);
    if (type === 'Q') {
      owed.sent('S');
      noted.sent('S', SYNC);
      send(SYNC);
    } else if (outcome.hasFailed) {
      owed.failed();
      noted.failed();
    }
    return outcome;
  }

  async function unload(sql: string, request: Message): Promise<void> {
    send(FLUSH);
    if ((await owed.settled()) !== 'quiet') {
      // The database will ignore it, or complain.
      owed.sent(request.type);
      noted.sent(request.type, request.body);
      send(presentMessage(request.type, request.body));
      return;
    }
    isUnloading = true;
    const note = noted.begin(sql, 'UNLOAD');
    await answer(request, async (session) => {
      const outcome = await runUnload(sql, session);
      note(outcome.errorCode);
      isUnloading = false;
      return outcome;
    });
  }

  /** The database's own session ends with the client's connection. */
  function endSession(last: Buffer): void {
    database.unpipe(toClient);
    toClient.push(last);
    toClient.end();
  }

  // What a gate throws, it throws because one side is gone.
  toDatabase.on('error', () => client.destroy());
  toClient.on('error', () => client.destroy());
  client.pipe(toDatabase).pipe(database);
  database.pipe(toClient);
  moveBytes(
    toClient,
    (chunk) => side.send(chunk),
    () => client.end(),
  );
  database.once('close', () => {
    const gone = new Error('the database is gone');
    owed.lost(gone);
    answers.lost(gone);
    // Also when it dies without a farewell.
    if (!toClient.writableEnded) toClient.end();
  });
  client.once('close', () => {
    if (isUnloading || owed.isAtWork) abandon();
    noted.close();
  });
  client.once('end', () => {
    const asking = setInterval(() => toClient.interject(KNOWN_ALREADY), ASK_MS);
    client.once('close', () => clearInterval(asking));
  });
  // Also when the client never says its own.
  toClient.once('end', () => client.destroySoon());
}
