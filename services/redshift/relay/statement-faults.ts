import type { Socket } from 'node:net';
import { databaseError, endsSession, isCommit } from '../../../core/faults/database-error.ts';
import type { FaultPlan } from '../../../core/faults/fault-plan.ts';
import { type Met, shownMet } from '../../../core/faults/met.ts';
import { whileOpen } from '../../../core/faults/while-open.ts';
import type { ClientSide } from '../../../core/faults/wire/client-side.ts';
import type { Message } from '../message.ts';
import type { Noted } from '../note.ts';
import { presentError } from '../report.ts';
import type { BorrowedSession } from './borrowed-session.ts';
import type { NoteStatement } from './noted-statements.ts';
import type { Outcome } from './outcome.ts';

/** A statement that is about to be carried out, when all before it is answered. */
export interface AskedStatement {
  readonly sql: string;
  /** What is bound to its parameters, as a digest. */
  readonly values: string | undefined;
}

interface Means {
  readonly plan: FaultPlan;
  readonly client: ClientSide<Socket>;
  readonly noteStatement: NoteStatement;
  /** Answers a request in the place of the database. */
  answer(request: Message, work: (session: BorrowedSession) => Promise<Outcome>): Promise<unknown>;
  /** @param last what the client is told last */
  endSession(last: Buffer): void;
}

/** Does to the statements of a session what was planned for them, as Redshift's clients would meet it. */
export class StatementFaults {
  readonly #means: Means;
  /** What the statement meets whose answer is awaited. */
  #awaited: Met | undefined;
  /** What the statement meets whose entry is begun next. */
  #unnoted: Met | undefined;
  #isSpoilt = false;

  constructor(means: Means) {
    this.#means = means;
  }

  /** Whether statements need not be held. */
  get isIdle(): boolean {
    return this.#means.plan.isEmpty;
  }

  /** The client asks for more: what came before it is over. */
  heal(): void {
    if (!this.#isSpoilt || this.#awaited !== undefined) return;
    this.#isSpoilt = false;
    this.#means.client.heal();
  }

  /** Begins the entry of a statement that the database carries out, or UNLOAD. */
  note(sql: string | null): Noted {
    const noted = this.#means.noteStatement(sql);
    const met = this.#unnoted;
    this.#unnoted = undefined;
    if (met !== undefined) {
      noted.entry.fault = shownMet(met);
      noted.entry.aborted = met.do.cut !== undefined;
    }
    return noted;
  }

  /**
   * In this order: the clock moves, the connector is ended, the latency passes. Then the connection hangs or is reset, the
   * session is ended or the statement fails, all of them without it being carried out; or it is carried out, and its answer
   * comes slowly, or ends with the connection.
   *
   * @returns whether it is still to be carried out
   */
  async meet({ sql, values }: AskedStatement, request: Message): Promise<boolean> {
    const { plan, client } = this.#means;
    const met = plan.meet({ service: 'redshift', sql, values });
    if (met === undefined) return true;
    await plan.act(met.do);
    const { latency, hang, reset, cut, terminate } = met.do;
    const sqlstate = terminate === undefined ? met.do.sqlstate : '57P01';
    this.#unnoted = met;
    const isThere = latency === undefined || (await whileOpen(client.socket, latency));
    if (!isThere || hang || (reset && cut === undefined)) {
      const noted = this.note(sql);
      noted.entry.aborted = true;
      noted.end();
      if (hang) await whileOpen(client.socket);
      else client.reset();
      return false;
    }
    if (sqlstate !== undefined && endsSession(sqlstate)) {
      this.#noteFailure(sql, sqlstate);
      this.#means.endSession(errorOf(sqlstate, met));
      return false;
    }
    this.#awaited = met;
    if (sqlstate === undefined) {
      client.treat('answer', met.do);
      this.#isSpoilt = true;
      return true;
    }
    this.#noteFailure(sql, sqlstate);
    await this.#means.answer(request, async (session) => {
      if (isCommit(sql)) await session.rollBack();
      await session.fail();
      return { answer: errorOf(sqlstate, met), hasFailed: true, errorCode: sqlstate };
    });
    return false;
  }

  /** Whether something may be to happen when the database is ready for more. */
  get isAwaited(): boolean {
    return this.#awaited !== undefined;
  }

  /** The database is ready for more. */
  async over(tellClient: () => void): Promise<void> {
    const { clock, kill } = this.#awaited?.after ?? {};
    this.#awaited = undefined;
    const { plan } = this.#means;
    if (clock !== undefined) await plan.act({ clock });
    tellClient();
    if (kill) await plan.act({ kill });
  }

  #noteFailure(sql: string, sqlstate: string): void {
    const noted = this.note(sql);
    noted.entry.errorCode = sqlstate;
    noted.end();
  }
}

function errorOf(sqlstate: string, { do: { message } }: Met): Buffer {
  return presentError(databaseError(sqlstate, message));
}
