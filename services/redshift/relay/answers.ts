import { type Message, presentMessage } from '../message.ts';
import { SqlError } from '../sql-error.ts';
import type { Fate, Gatekeeper } from './message-gate.ts';
import type { NotedStatements } from './noted-statements.ts';
import type { Owed } from './owed.ts';

/** Of a row that is unloaded, in bytes: it is held whole. Amazon Redshift's rows have 4 MB at most. */
const LONGEST_ROW = 16 * 1024 * 1024;

/** In an error, the code comes before the texts. */
const LONGEST_LOOK = 1024;

/** The caller takes rows one by one; while a promise is pending, no more are read. */
export type TakeRow = (row: Buffer) => Promise<void> | void;

/** A database may send these at any time, in answer to nothing: NoticeResponse, NotificationResponse, ParameterStatus. */
const UNASKED = new Set(['N', 'A', 'S']);

/** What may be to happen when the database is ready for more. */
interface Readiness {
  /** Whether there is something. */
  isAwaited(): boolean;
  /** @param ready what tells the client so */
  over(ready: Buffer): Promise<void>;
}

/** What a database sends: to its client, or to the proxy while that has borrowed the session. */
export class Answers implements Gatekeeper {
  readonly #owed: Owed;
  readonly #noted: NotedStatements;
  readonly #readiness: Readiness;
  #isBorrowed = false;
  #lost: Error | undefined;
  #takeRow: TakeRow | undefined;
  #rowFailure: unknown;
  readonly #answers: Message[] = [];
  #waiting: { resolve(message: Message): void; reject(error: unknown): void } | undefined;

  constructor(owed: Owed, noted: NotedStatements, readiness: Readiness) {
    this.#owed = owed;
    this.#noted = noted;
    this.#readiness = readiness;
  }

  begins(type: string, bytes: number): Fate {
    if (this.#isBorrowed && type === 'D' && bytes > LONGEST_ROW) {
      this.#rowFailure ??= rowTooLong(bytes, LONGEST_ROW);
      return 'drop';
    }
    if (this.#isBorrowed) return UNASKED.has(type) ? 'pass' : 'keep';
    this.#owed.received(type);
    if (type === 'C' || type === 'E') return 'look';
    this.#noted.received(type, bytes);
    return type === 'Z' && this.#readiness.isAwaited() ? 'keep' : 'pass';
  }

  /** What was done, or why not, is noted. */
  looks(type: string, body: Buffer, bytes: number): Fate {
    if (body.length < Math.min(bytes, LONGEST_LOOK)) return 'look';
    this.#noted.received(type, bytes, body);
    return 'pass';
  }

  takes(message: Message): Promise<void> | void {
    if (message.type === 'D') return this.#row(message.body);
    if (message.type === 'Z') return this.#readiness.over(presentMessage('Z', message.body));
    this.#answers.push(message);
    this.#tell();
  }

  /** From now on answers go to the proxy, and its client gets none. */
  borrow(): void {
    this.#isBorrowed = true;
  }

  giveBack(): void {
    this.#isBorrowed = false;
    this.#takeRow = undefined;
  }

  /** Rows go to `take` until an answer of another kind; what it throws is thrown there. */
  async answerAfterRows(take: TakeRow): Promise<Message> {
    this.#takeRow = take;
    this.#rowFailure = undefined;
    const answer = await this.answer();
    if (this.#rowFailure !== undefined) throw this.#rowFailure;
    return answer;
  }

  /** The next answer. @throws Error when the database is gone */
  answer(): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#tell();
    });
  }

  /** The database is gone; rejects everything that waits for it. */
  lost(error: Error): void {
    this.#lost = error;
    this.#tell();
  }

  #row(row: Buffer): Promise<void> | void {
    if (!this.#takeRow || this.#rowFailure !== undefined) return;
    const fail = (error: unknown): void => {
      this.#rowFailure = error;
    };
    try {
      return this.#takeRow(row)?.catch(fail);
    } catch (error) {
      fail(error);
    }
  }

  #tell(): void {
    if (!this.#waiting) return;
    const answer = this.#answers.shift();
    if (answer) this.#waiting.resolve(answer);
    else if (this.#lost) this.#waiting.reject(this.#lost);
    else return;
    this.#waiting = undefined;
  }
}

/** SQLSTATE 54000: program_limit_exceeded. */
function rowTooLong(bytes: number, most: number): SqlError {
  return new SqlError('54000', `a row of ${bytes} bytes cannot be unloaded: ${most} at most`);
}
