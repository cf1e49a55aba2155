import { chown, mkdir, rm } from 'node:fs/promises';
import type { Account } from '../engine/account.ts';
import { SUPERUSER } from '../engine/server-settings.ts';
import { LogFiles } from './log-files.ts';
import { type LogLine, parseLogLine } from './parse-log-line.ts';
import type { StatementNotes } from './statement-notes.ts';

/** What is in the log is in the journal this much later at most, if nobody asks before. */
const READ_MS = 100;
/** The answer to a question in the log: see {@link ServerLog.mark}. */
const MARK = /'playground mark (\d+)'/;

/** Who notes what clients do in a database; undefined: what belongs to none. */
type NotesOf = (database: string | undefined) => StatementNotes;

/**
 * The log that a server writes of what its clients do, and that goes into the journal from there. It is a file, and not
 * the server's standard error, so that nobody waits for this process: a session that cannot write its line stands still.
 */
export class ServerLog {
  readonly folder: string;
  readonly #account: Account | undefined;
  readonly #notesOf: NotesOf;
  readonly #timer: NodeJS.Timeout;
  #files: LogFiles;
  #reading: Promise<void> = Promise.resolve();
  #marks = 0;
  #seen = 0;
  /** Told what the server says besides, as it would write it to its standard error. */
  onSaid: (line: string) => void = () => undefined;

  constructor(folder: string, account: Account | undefined, notesOf: NotesOf) {
    this.folder = folder;
    this.#account = account;
    this.#notesOf = notesOf;
    this.#files = this.#newFiles();
    this.#timer = setInterval(() => void this.catchUp(), READ_MS).unref();
  }

  /** Reads to the end what a server has left that runs no more, and makes an empty folder for the next. */
  async renew(): Promise<void> {
    await this.catchUp();
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { mode: 0o700 });
    if (this.#account) await chown(this.folder, this.#account.uid, this.#account.gid);
    this.#files = this.#newFiles();
  }

  /** Puts into the journal what the server has written so far. */
  catchUp(): Promise<void> {
    // A folder that somebody removed has nothing to say.
    this.#reading = this.#reading.then(() => this.#files.catchUp()).catch(() => undefined);
    return this.#reading;
  }

  /**
   * A statement which leaves a line in the log that {@link hasSeen} knows. All sessions write into one pipe, so whatever
   * was said before it was sent stands before it.
   */
  mark(): { readonly sql: string; readonly number: number } {
    this.#marks += 1;
    return { sql: `SELECT 'playground mark ${this.#marks}'`, number: this.#marks };
  }

  hasSeen(mark: number): boolean {
    return this.#seen >= mark;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.catchUp();
    await rm(this.folder, { recursive: true, force: true });
  }

  #newFiles(): LogFiles {
    return new LogFiles(this.folder, (text, isWhole) => {
      const line = parseLogLine(text, isWhole);
      if (line) this.#take(line);
    });
  }

  #take(line: LogLine): void {
    const [, mark] = (line.user === SUPERUSER && MARK.exec(line.message)) || [];
    if (mark !== undefined) this.#seen = Math.max(this.#seen, Number(mark));
    if (this.#notesOf(line.database).note(line)) return;
    this.onSaid(`${line.severity}:  ${line.message}`);
    if (line.statement !== undefined) this.onSaid(`STATEMENT:  ${line.statement}`);
  }
}
