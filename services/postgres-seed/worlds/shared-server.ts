import { PlaygroundError } from '../../../core/playground-error.ts';
import type { PostgresCredentials } from '../credentials.ts';
import { TEMPLATE } from '../database-names.ts';
import type { ServerToSeed } from '../seed/server-to-seed.ts';
import type { StatementNotes } from '../statements/statement-notes.ts';
import type { PostgresTls } from '../tls.ts';

/** What the databases of worlds need of a server that runs. */
export interface SharedParts {
  readonly server: ServerToSeed;
  /** Of the seed that its template has. */
  readonly fingerprint: string;
  /** Its certificate and key. Left out: it speaks no TLS. */
  readonly tls?: PostgresTls | undefined;
  /** Whether it writes a log from which statements are noted. */
  readonly hasLog: boolean;
  /** Whose names the seed has. */
  readonly credentials: PostgresCredentials;
  /** @throws PlaygroundError `ERR_SERVICE_FAILED` when the server died too often to be started again */
  check(): void;
  /** Resolves when the journals have all statements whose answers clients had before. */
  settle(): Promise<void>;
}

/** The server of a playground, for the databases that its further worlds have in it. */
export class SharedServer {
  #parts: SharedParts | undefined;
  #isNew = true;
  readonly #notes = new Map<string, StatementNotes>();
  readonly #templates = new Map<string, Promise<string>>();

  /** Whether it was never opened. When a service was made again, the worlds are still there. */
  get isNew(): boolean {
    return this.#isNew;
  }

  /** @returns takes it away again */
  open(parts: SharedParts): () => void {
    this.#isNew = false;
    this.#parts = parts;
    return () => {
      if (this.#parts === parts) this.#parts = undefined;
    };
  }

  /** @throws PlaygroundError `ERR_BAD_OPTION` when the playground runs none */
  get parts(): SharedParts {
    if (this.#parts) return this.#parts;
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      'A further world has its database in the PostgreSQL server of its playground, which runs none. ' +
        "Start the playground with 'postgres' among its services, or leave it out of those of the world.",
    );
  }

  /** Who notes what clients do in a database; undefined for one that is no further world's. */
  notesOf(database: string | undefined): StatementNotes | undefined {
    return database === undefined ? undefined : this.#notes.get(database);
  }

  /** @returns ends it */
  note(database: string, notes: StatementNotes): () => void {
    this.#notes.set(database, notes);
    return () => void this.#notes.delete(database);
  }

  /**
   * The database that holds a seed: that of the server itself, or one that is made when it is first asked for and stays
   * as long as the server.
   *
   * @param make makes a database of a name
   */
  templateOf(fingerprint: string, make: (name: string) => Promise<void>): Promise<string> {
    if (fingerprint === this.parts.fingerprint) return Promise.resolve(TEMPLATE);
    const known = this.#templates.get(fingerprint);
    if (known !== undefined) return known;
    const name = `${TEMPLATE}_${fingerprint.slice(0, 16)}`;
    const making = make(name).then(() => name);
    this.#templates.set(fingerprint, making);
    // One that failed is made anew for the next.
    making.catch(() => this.#templates.delete(fingerprint));
    return making;
  }
}
