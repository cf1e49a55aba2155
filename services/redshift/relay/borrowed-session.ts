import { type Message, presentMessage, presentText } from '../message.ts';
import { codeIn } from '../report.ts';
import type { Answers, TakeRow } from './answers.ts';

/** Flush: what was asked is answered now. Sync: a batch is over. */
export const FLUSH = presentMessage('H', Buffer.alloc(0));
export const SYNC = presentMessage('S', Buffer.alloc(0));

/** A client's session at the database while the proxy uses it in the client's place. */
export class BorrowedSession {
  readonly #answers: Answers;
  readonly #send: (bytes: Buffer) => void;

  constructor(answers: Answers, send: (bytes: Buffer) => void) {
    this.#answers = answers;
    this.#send = send;
  }

  /** Sends messages of the extended protocol, and asks for their answers. */
  ask(...messages: readonly Buffer[]): void {
    this.#send(Buffer.concat([...messages, FLUSH]));
  }

  /**
   * The next answer, which must be one of those.
   *
   * @throws DatabaseError for an ErrorResponse, Error when the database is gone
   */
  async answer(...types: readonly string[]): Promise<Message> {
    return expectAnswer(await this.#answers.answer(), types);
  }

  /** As `answer`, but rows that come before it go to `take`. What `take` throws is thrown here. */
  async answerAfterRows(take: TakeRow, ...types: readonly string[]): Promise<Message> {
    return expectAnswer(await this.#answers.answerAfterRows(take), types);
  }

  /** Ends the transaction without its changes. @throws DatabaseError */
  async rollBack(): Promise<void> {
    const name = presentText('a fault of the proxy');
    this.ask(
      presentMessage('C', Buffer.concat([Buffer.from('S'), name])),
      presentMessage('P', Buffer.concat([name, presentText('ROLLBACK'), Buffer.alloc(2)])),
      presentMessage('B', Buffer.concat([name, name, Buffer.alloc(6)])),
      presentMessage('E', Buffer.concat([name, Buffer.alloc(4)])),
    );
    for (const type of ['3', '1', '2', 'C']) await this.answer(type);
  }

  /** Makes the database take this batch for failed, and roll its transaction back, as after one of its own errors. */
  async fail(): Promise<void> {
    this.ask(
      presentMessage('E', Buffer.concat([presentText('a portal that does not exist'), Buffer.alloc(4)])),
    );
    while ((await this.#answers.answer()).type !== 'E');
  }
}

/** The database refused what it was asked in a borrowed session, and counts its transaction as failed. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  /** In its own words. */
  readonly answer: Buffer;
  /** SQLSTATE. */
  readonly code: string;

  constructor({ type, body }: Message) {
    super('the database refused');
    this.answer = presentMessage(type, body);
    this.code = codeIn(body);
  }
}

function expectAnswer(answer: Message, types: readonly string[]): Message {
  if (answer.type === 'E') throw new DatabaseError(answer);
  if (!types.includes(answer.type)) throw new Error(`the database answered "${answer.type}"`);
  return answer;
}
