import { endEntry, type Notebook } from '../../../core/control/end-entry.ts';
import { type Met, shownMet } from '../../../core/faults/met.ts';
import type { StatementNotes } from '../statements/statement-notes.ts';
import type { Startup } from './startup.ts';

/** The entry of a statement that met faults. */
export interface NotedFault {
  /** Nothing was answered. */
  aborted(): void;
  /** This error is answered, and the statement not carried out. */
  failed(sqlstate: string): void;
  /**
   * The server carries it out. Its log tells the rest.
   *
   * @param pid what serves the session
   * @param isCut whether its answer ends early
   */
  carriedOut(pid: number | undefined, isCut: boolean): void;
  /** The answer is over. */
  over(): void;
}

export interface NotingFaults extends Notebook {
  /** The time of the world. */
  readonly now: () => number;
  readonly statements: StatementNotes;
  /** Whether the server writes a log from which statements are noted. */
  readonly hasLog: boolean;
  /** Resolves when the journal has all statements that were answered before. */
  readonly settle: () => Promise<void>;
}

/** Writes the faults that statements and connections meet into the journal. */
export class FaultNotes {
  readonly #means: NotingFaults;

  constructor(means: NotingFaults) {
    this.#means = means;
  }

  settle(): Promise<void> {
    return this.#means.settle();
  }

  connection({ user }: Startup, met: Met): void {
    const entry = this.#begin('connection', user, met);
    entry.errorCode = met.do.sqlstate ?? null;
    entry.aborted = met.do.reset === true || met.do.hang === true || met.do.cut !== undefined;
    endEntry(this.#means, entry, null);
  }

  /** @param shown the statement as the journal has it */
  statement(shown: string, met: Met): NotedFault {
    const { statements, hasLog } = this.#means;
    const entry = this.#begin('query', shown, met);
    const end = (): void => endEntry(this.#means, entry, null);
    let isLogged = false;
    return {
      aborted: () => {
        entry.aborted = true;
        end();
      },
      failed: (sqlstate) => {
        entry.errorCode = sqlstate;
        end();
      },
      carriedOut: (pid, isCut) => {
        entry.aborted = isCut;
        isLogged = hasLog && pid !== undefined;
        if (isLogged) statements.adopt(pid as number, entry);
      },
      over: () => {
        if (!isLogged && entry.errorCode === null) end();
      },
    };
  }

  #begin(operation: string, target: string, met: Met) {
    const entry = this.#means.journal.begin(this.#means.now(), { service: 'postgres', operation, target });
    entry.fault = shownMet(met);
    return entry;
  }
}
