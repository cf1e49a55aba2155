import { LONGEST_TEXT } from '../../../core/cut-text.ts';
import type { Noted } from '../note.ts';
import { codeIn } from '../report.ts';
import { KeptTexts } from './kept-texts.ts';

/** So much of a statement is enough for a journal, whatever its characters are: four bytes each, and a name before it. */
export const SHOWN_BYTES = 4 * LONGEST_TEXT + 1024;
/** Of prepared statements, and of portals. */
const MOST_BYTES = 4 * 1024 * 1024;
/** More requests than these without an answer, and the client waits until half of them have one. */
const MOST_WAITING = 1000;

/** Notes that a statement begins; null: one that was prepared so long ago that its text is forgotten. */
export type NoteStatement = (sql: string | null) => Noted;

interface Request {
  readonly type: string;
  readonly sql: string | null;
}

/** Query, Execute, FunctionCall: what makes the database do something. */
const DOES = new Set(['Q', 'E', 'F']);
const ENDS_IN_READY = new Set(['Q', 'F', 'S']);
/** CopyDone and CopyFail, which come before the database has said that it copies. */
const COPY_END = 'c';
/** What ends a request of the extended protocol, by its letter. */
const ENDED_BY: Readonly<Record<string, string>> = { '1': 'P', '2': 'B', '3': 'C', T: 'D', n: 'D' };

/**
 * Notes the statements of one session: each when the database turns to it, since whatever comes behind a failure in the
 * same batch is never looked at. Requests and answers are told apart as {@link Owed} does.
 */
export class NotedStatements {
  readonly #note: NoteStatement;
  readonly #statements = new KeptTexts(MOST_BYTES);
  readonly #portals = new KeptTexts(MOST_BYTES);
  #waiting: Request[] = [];
  /** What the database is doing. */
  #current: Noted | undefined;
  #isCopying = false;
  /** A batch has failed, and its Sync has not been sent. */
  #isSkipping = false;
  #makeRoom: (() => void) | undefined;

  constructor(note: NoteStatement) {
    this.#note = note;
  }

  /** @param body of Query, Parse, Bind, Execute, Describe and Close, as far as it is there */
  sent(type: string, body: Buffer): void {
    if (type === 'c' || type === 'f') {
      if (this.#isCopying) this.#isCopying = false;
      else this.#push({ type: COPY_END, sql: null });
      return;
    }
    if (type === 'S') {
      if (this.#isCopying) return;
      this.#isSkipping = false;
    }
    if (!'QPBDECSF'.includes(type)) return;
    const sql = this.textOf(type, body);
    if (!this.#isSkipping) this.#push({ type, sql });
  }

  /** @param body of CommandComplete and ErrorResponse, as far as it is there */
  received(type: string, bytes: number, body?: Buffer): void {
    const [first] = this.#waiting;
    if (type === 'D' || type === 'd') {
      const entry = this.#current?.entry;
      if (entry) entry.bytes = (entry.bytes ?? 0) + bytes;
    } else if (type === 'Z') {
      this.#ready();
    } else if (type === 'E') {
      this.#failed(codeIn(body ?? Buffer.alloc(0)));
    } else if (type === 'G' || type === 'W') {
      this.#copies();
    } else if (type === 'C' && this.#current) {
      this.#current.entry.route = tagIn(body);
      if (first?.type === 'E') this.#shift();
    } else if (first && (ENDED_BY[type] === first.type || (first.type === 'E' && 'Is'.includes(type)))) {
      this.#shift();
    }
    if (this.#waiting.length <= MOST_WAITING / 2) this.#makeRoom?.();
  }

  /** What the database does not know of: an UNLOAD. Nothing else is under way then. */
  begin(sql: string, tag: string): (errorCode: string | null) => void {
    const noted = this.#note(sql);
    this.#current = noted;
    return (errorCode) => {
      noted.entry.route = tag;
      noted.entry.errorCode = errorCode;
      this.#end();
    };
  }

  /** The proxy itself made the batch fail. */
  failed(): void {
    this.#isSkipping = true;
  }

  /** Resolves when fewer requests wait for an answer; undefined while there is room. */
  room(): Promise<void> | undefined {
    if (this.#waiting.length <= MOST_WAITING) return undefined;
    return new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
  }

  /** The session is over: what was being done has been left, unless that is what ended the session. */
  close(): void {
    const entry = this.#current?.entry;
    if (entry) entry.aborted = entry.errorCode === null;
    this.#end();
    this.#waiting = [];
    this.#makeRoom?.();
  }

  /** What a message is about, as far as it is known: the beginning of a statement. */
  textOf(type: string, body: Buffer): string | null {
    switch (type) {
      case 'Q':
        return textAt(body, 0);
      case 'P': {
        const sql = textAt(body, body.indexOf(0) + 1);
        this.#statements.set(textAt(body, 0), sql);
        return sql;
      }
      case 'B': {
        const sql = this.#statements.get(textAt(body, body.indexOf(0) + 1));
        if (sql === undefined) this.#portals.delete(textAt(body, 0));
        else this.#portals.set(textAt(body, 0), sql);
        return sql ?? null;
      }
      case 'E':
        return this.#portals.get(textAt(body, 0)) ?? null;
      case 'D':
      case 'C': {
        const kept = body[0] === 'S'.charCodeAt(0) ? this.#statements : this.#portals;
        const name = textAt(body, 1);
        const sql = kept.get(name) ?? null;
        if (type === 'C') kept.delete(name);
        return sql;
      }
      default:
        return null;
    }
  }

  #push(request: Request): void {
    this.#waiting.push(request);
    if (this.#waiting.length === 1) this.#turnToFirst();
  }

  #shift(): void {
    this.#end();
    this.#waiting.shift();
    this.#turnToFirst();
  }

  #turnToFirst(): void {
    // Rows were sent for a COPY that has failed.
    while (this.#waiting[0]?.type === COPY_END) this.#drop();
    const [first] = this.#waiting;
    if (first && DOES.has(first.type)) this.#current = this.#note(first.sql);
  }

  #end(): void {
    this.#current?.end();
    this.#current = undefined;
  }

  #ready(): void {
    this.#isCopying = false;
    while (this.#waiting[0] && !ENDS_IN_READY.has(this.#waiting[0].type)) this.#drop();
    if (this.#waiting.length > 0) this.#shift();
  }

  #failed(code: string): void {
    const [first] = this.#waiting;
    this.#isCopying = false;
    // What is said to nobody in particular ends the session.
    if (!first || first.type === 'S') return;
    this.#current ??= this.#note(first.sql);
    this.#current.entry.errorCode = code;
    if (ENDS_IN_READY.has(first.type)) return;
    this.#end();
    while (this.#waiting[0] && this.#waiting[0].type !== 'S') this.#drop();
    this.#isSkipping = this.#waiting.length === 0;
    this.#turnToFirst();
  }

  /** Of what nobody looks at there is no entry. */
  #drop(): void {
    this.#waiting.shift();
  }

  /** Syncs before its end are ignored, if it was asked for by Execute and not by Query. */
  #copies(): void {
    const [first, ...rest] = this.#waiting;
    if (!first) return;
    const end = rest.findIndex(({ type }) => type === COPY_END);
    this.#isCopying = end === -1;
    const before = end === -1 ? rest : rest.slice(0, end);
    const after = end === -1 ? [] : rest.slice(end + 1);
    const kept = first.type === 'E' ? before.filter(({ type }) => type !== 'S') : before;
    this.#waiting = [first, ...kept, ...after];
  }
}

function textAt(body: Buffer, start: number): string {
  const end = body.indexOf(0, start);
  const text = body.toString('utf8', start, Math.min(end === -1 ? body.length : end, start + SHOWN_BYTES));
  return text.slice(0, LONGEST_TEXT + 1);
}

/** `SELECT` of `SELECT 17`, `INSERT` of `INSERT 0 1`. */
function tagIn(body: Buffer | undefined): string | null {
  return body ? textAt(body, 0).replace(/ \d.*/, '') : null;
}
