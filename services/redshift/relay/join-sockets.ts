import type { Socket } from 'node:net';
import { type Message, presentMessage } from '../message.ts';
import { SERVER_VERSION } from '../open-database.ts';
import { Answers } from './answers.ts';
import { BorrowedSession, FLUSH, SYNC } from './borrowed-session.ts';
import { MessageGate } from './message-gate.ts';
import { NotedStatements, type NoteStatement } from './noted-statements.ts';
import { Owed } from './owed.ts';
import { Requests } from './requests.ts';

/** What an UNLOAD comes to. */
export interface Outcome {
  /** What the client is told. */
  readonly answer: Buffer;
  /** Whether the database has been made to count the batch as failed. */
  readonly hasFailed: boolean;
  /** SQLSTATE; null when it went well. */
  readonly errorCode: string | null;
}

/**
 * A client that has said its last word may wait for its answer, or be gone: TCP tells them apart only when something is
 * sent. So it is told what it knows, which a server may do at any time (ParameterStatus).
 */
const KNOWN_ALREADY = presentMessage('S', Buffer.from(`server_version\0${SERVER_VERSION}\0`));
const ASK_MS = 500;

export interface Doings {
  /** Runs an UNLOAD. @throws Error when the database is gone */
  runUnload(sql: string, session: BorrowedSession): Promise<Outcome>;
  /** The client is gone, and the database still works for it. */
  abandon(): void;
  /** Notes that a statement has begun. */
  readonly noteStatement: NoteStatement;
}

/**
 * Passes bytes both ways, no faster than the receiver reads, until both sides have ended. An UNLOAD is kept
 * back: when all before it is answered, the proxy borrows the session, and everything after it waits. The database's
 * session ends with the client's connection by the signal that it was opened with.
 */
export function joinSockets(client: Socket, database: Socket, doings: Doings): void {
  const { runUnload, abandon, noteStatement } = doings;
  let isUnloading = false;
  const owed = new Owed();
  const noted = new NotedStatements(noteStatement);
  const answers = new Answers(owed, noted);
  const send = (bytes: Buffer): void => void toDatabase.push(bytes);
  const toClient = new MessageGate(answers);
  const toDatabase = new MessageGate(new Requests({ owed, noted, send, unload }));

  async function unload(sql: string, request: Message): Promise<void> {
    const isBatch = request.type !== 'Q';
    send(FLUSH);
    if ((await owed.settled()) !== 'quiet') {
      // The database will ignore it, or complain.
      owed.sent(request.type);
      noted.sent(request.type, request.body);
      send(presentMessage(request.type, request.body));
      return;
    }
    answers.borrow();
    isUnloading = true;
    const note = noted.begin(sql, 'UNLOAD');
    const { answer, hasFailed, errorCode } = await runUnload(sql, new BorrowedSession(answers, send));
    note(errorCode);
    isUnloading = false;
    answers.giveBack();
    toClient.push(answer);
    if (isBatch) {
      if (hasFailed) owed.failed();
      if (hasFailed) noted.failed();
      return;
    }
    owed.sent('S');
    noted.sent('S', SYNC);
    send(SYNC);
  }

  // What a gate throws, it throws because one side is gone.
  toDatabase.on('error', () => client.destroy());
  toClient.on('error', () => client.destroy());
  client.pipe(toDatabase).pipe(database);
  database.pipe(toClient).pipe(client);
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
