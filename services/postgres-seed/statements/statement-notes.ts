import { BoundedMap } from '../../../core/bounded-map.ts';
import { endEntry, type Notebook } from '../../../core/control/end-entry.ts';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import { isAskedFor } from '../faults/failing-message.ts';
import type { LogLine } from './parse-log-line.ts';
import { shownStatement } from './shown-statement.ts';

/** Whose sessions are not clients' own. */
export interface Others {
  /** Users whose statements nobody is to read: those of the service itself. */
  readonly users: readonly string[];
  /** The `application_name` of sessions whose statements another service notes. */
  readonly relay: string;
}

interface Session {
  login: JournalEntry | undefined;
  readonly isRelayed: boolean;
  /** A command for replication, which is logged when it begins. */
  replication: JournalEntry | undefined;
  /** By the log. */
  replicatesSince: number;
}

const SERVICE = 'postgres';
/** More than the server lets in; one that is killed says no farewell. */
const MOST_SESSIONS = 1000;

/** Of the extended protocol only Execute counts: Parse and Bind have lines of their own. */
const DONE = /^duration: (\d+\.\d+) ms {2}(?:statement|execute|fastpath function call)\b[^:]*: /;
const AUTHORIZED = /^(?:replication )?connection authorized: user=/;
const REPLICATION = 'received replication command: ';
const PARAMETERS = 'Parameters: ';
/** Of what is said of all connections nothing is news. */
const OF_CONNECTION = /^(?:connection |replication connection |disconnection: |duration: )/;
const WORD = /^\w+/;
const TAG = /^[A-Z][A-Z_]*(?: [A-Z_]+)*/;
/** What the server does, which is not the tag of a command. */
const NO_TAGS = ['BIND', 'PARSE'];
const FAILED = ['ERROR', 'FATAL', 'PANIC'];
const LOGGING_IN = ['authentication', 'startup', 'initializing'];
/** SQLSTATE class 28: invalid authorization specification. */
const REFUSED = /^28/;

/** Writes what the server's log tells of clients into a journal: logins, statements, commands for replication. */
export class StatementNotes {
  readonly #notebook: Notebook;
  readonly #others: Others;
  readonly #timeAt: (real: number) => number;
  readonly #sessions = new BoundedMap<string, Session>(MOST_SESSIONS);
  /** By the process that serves the session. */
  readonly #adopted = new BoundedMap<number, JournalEntry>(MOST_SESSIONS);

  /** @param timeAt the time of entries by the time in the log */
  constructor(notebook: Notebook, others: Others, timeAt: (real: number) => number) {
    this.#notebook = notebook;
    this.#others = others;
    this.#timeAt = timeAt;
  }

  /** The next statement of a session is one that was noted already, when it came. */
  adopt(pid: number, entry: JournalEntry): void {
    this.#adopted.set(pid, entry);
  }

  /** @returns whether the line told of what a client did, and of nothing else */
  note(line: LogLine): boolean {
    const { message, severity, user, session } = line;
    const isOfClient = user !== undefined && !this.#others.users.includes(user);
    if (FAILED.includes(severity)) {
      if (isOfClient || REFUSED.test(line.code ?? '')) this.#failed(line);
      return false;
    }
    if (severity !== 'LOG') return false;
    if (!isOfClient) return OF_CONNECTION.test(message);
    const isRelayed = this.#sessions.get(session)?.isRelayed === true;
    if (AUTHORIZED.test(message)) this.#loggedIn(line);
    else if (message.startsWith('disconnection: ')) this.#ended(line);
    else if (isRelayed) return OF_CONNECTION.test(message);
    else if (message.startsWith(REPLICATION)) this.#replicates(line);
    else this.#done(line);
    return OF_CONNECTION.test(message) || message.startsWith(REPLICATION);
  }

  #loggedIn({ at, session, user = '', message }: LogLine): void {
    const isRelayed = message.includes(` application_name=${this.#others.relay}`);
    const login = isRelayed ? undefined : this.#begin(at, 'login', user);
    if (login) this.#end(login, null);
    this.#sessions.set(session, { login, isRelayed, replication: undefined, replicatesSince: at });
  }

  #ended({ at, session }: LogLine): void {
    this.#endReplication(session, at);
    this.#sessions.delete(session);
  }

  #done({ at, session, message, detail, doing }: LogLine): void {
    const [head = '', duration] = DONE.exec(message) ?? [];
    if (duration === undefined) return;
    this.#endReplication(session, at);
    const durationMs = Number(duration);
    const parameters = detail?.startsWith(PARAMETERS) ? detail.slice(PARAMETERS.length) : undefined;
    const entry =
      this.#adoptedBy(session) ??
      this.#begin(
        Math.round(at - durationMs),
        'query',
        shownStatement(message.slice(head.length), parameters),
      );
    entry.route = tagOf(doing);
    this.#end(entry, durationMs);
  }

  #failed({ at, session, user = '', doing, code = 'XX000', statement, message }: LogLine): void {
    if (isAskedFor(message)) return;
    const known = this.#sessions.get(session);
    if (known?.isRelayed) return;
    if (statement !== undefined) {
      const replication = known?.replication;
      if (replication) replication.errorCode = code;
      const entry =
        replication ?? this.#adoptedBy(session) ?? this.#begin(at, 'query', shownStatement(statement));
      entry.route ??= tagOf(doing);
      entry.errorCode = code;
      if (replication) this.#endReplication(session, at);
      else this.#end(entry, null);
    } else if (LOGGING_IN.includes(doing) && known?.login) {
      // Who it is was right, and what it came for is not there.
      known.login.errorCode = code;
    } else if (LOGGING_IN.includes(doing) && user !== '') {
      const login = this.#begin(at, 'login', user);
      login.errorCode = code;
      this.#end(login, null);
    }
  }

  #replicates({ at, session, message }: LogLine): void {
    this.#endReplication(session, at);
    const command = message.slice(REPLICATION.length);
    const entry = this.#begin(at, 'replication', shownStatement(command));
    entry.route = WORD.exec(command)?.[0].toUpperCase() ?? null;
    const known = this.#sessions.get(session);
    if (!known) return;
    known.replication = entry;
    known.replicatesSince = at;
  }

  /** It has taken until its session says something else. */
  #endReplication(session: string, at: number): void {
    const known = this.#sessions.get(session);
    if (!known?.replication) return;
    this.#end(known.replication, at - known.replicatesSince);
    known.replication = undefined;
  }

  #adoptedBy(session: string): JournalEntry | undefined {
    const pid = Number.parseInt(session.split('.')[1] ?? '', 16);
    const entry = this.#adopted.get(pid);
    this.#adopted.delete(pid);
    return entry;
  }

  #begin(at: number, operation: string, target: string): JournalEntry {
    return this.#notebook.journal.begin(this.#timeAt(at), { service: SERVICE, operation, target });
  }

  /** @param tookMs null where the log does not tell */
  #end(entry: JournalEntry, tookMs: number | null): void {
    endEntry(this.#notebook, entry, tookMs);
  }
}

/** A lock that is waited for is said behind it: `UPDATE waiting`. */
function tagOf(doing: string): string | null {
  const [tag] = TAG.exec(doing) ?? [];
  return tag === undefined || NO_TAGS.includes(tag) ? null : tag;
}
