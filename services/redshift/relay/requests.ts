import { digestOf } from '../../../core/faults/digest-of.ts';
import { type Message, presentMessage, presentText } from '../message.ts';
import { beginsWithUnload } from './begins-with-unload.ts';
import { FLUSH } from './borrowed-session.ts';
import { KeptTexts } from './kept-texts.ts';
import type { Fate, Gatekeeper } from './message-gate.ts';
import { type NotedStatements, SHOWN_BYTES } from './noted-statements.ts';
import type { Owed } from './owed.ts';
import type { StatementFaults } from './statement-faults.ts';

/** How much of a message is looked at before it is taken for one like all others. */
const LONGEST_LOOK = 65_536;
/** Of values, all together. */
const MOST_VALUES = 1024 * 1024;
/** Amazon Redshift's limit for a statement. */
const LONGEST_STATEMENT = 16 * 1024 * 1024;

/** Stands at the database for an UNLOAD: it has no parameters and no rows either. Nobody ever executes it. */
const PLACEHOLDER = "DO $$BEGIN RAISE 'an UNLOAD of this session was lost'; END$$";

export interface RequestsParts {
  readonly owed: Owed;
  readonly noted: NotedStatements;
  readonly faults: StatementFaults;
  /** Says something to the database in the place of what was taken. */
  send(bytes: Buffer): void;
  /**
   * An UNLOAD is to be run now.
   *
   * @param request the message that asks for it
   */
  unload(sql: string, request: Message): Promise<void>;
}

/**
 * What a client says. Nothing of it is touched but UNLOAD statements, which the database does not know. In the
 * extended protocol a placeholder takes their place, so that the database itself keeps the books of statements and
 * portals, and answers Parse, Describe, Bind and Close in their order.
 */
export class Requests implements Gatekeeper {
  readonly #parts: RequestsParts;
  /** The UNLOAD statements that are prepared, and the portals they are bound to, by name. */
  readonly #statements = new KeptTexts();
  readonly #portals = new KeptTexts();
  /** What portals were bound to, as digests, by name. */
  readonly #values = new KeptTexts(MOST_VALUES);

  constructor(parts: RequestsParts) {
    this.#parts = parts;
  }

  begins(type: string, bytes: number): Fate {
    const { faults } = this.#parts;
    faults.heal();
    if (!faults.isIdle && (type === 'Q' || type === 'E') && bytes <= LONGEST_LOOK) return 'keep';
    if (type === 'Q' || type === 'P' || type === 'B' || type === 'D') return 'look';
    if (type === 'C' && (this.#statements.size > 0 || this.#portals.size > 0) && bytes <= LONGEST_LOOK)
      return 'keep';
    if (type === 'E' && this.#portals.size > 0 && bytes <= LONGEST_LOOK) return 'keep';
    return type === 'C' || type === 'E' ? 'look' : this.#pass(type);
  }

  looks(type: string, body: Buffer, bytes: number): Fate {
    const isAll = body.length === bytes || body.length > LONGEST_LOOK;
    // So much of it is noted.
    if (!isAll && body.length < SHOWN_BYTES && type !== 'B') return 'look';
    if (type === 'B' && !isAll && !this.#parts.faults.isIdle) return 'look';
    const fate = type === 'B' ? this.#looksAtBind(body) : this.#looksAtStatement(type, body, bytes);
    return fate === 'pass' || (fate === 'look' && isAll) ? this.#pass(type, body) : fate;
  }

  async takes({ type, body }: Message): Promise<void> {
    if (type === 'P') return this.#parse(body);
    const request = { type, body };
    if (!(await this.#goesOn(request))) return;
    const sql = this.#unloadIn(request);
    if (sql !== undefined) return this.#parts.unload(sql, request);
    if (type === 'C') this.#close(body);
    this.#pass(type, body);
    this.#parts.send(presentMessage(type, body));
  }

  /** Too many requests without an answer are not taken in; those that are get theirs now, without a Sync. */
  room(): Promise<void> | undefined {
    const room = this.#parts.noted.room();
    if (room !== undefined) this.#parts.send(FLUSH);
    return room;
  }

  #pass(type: string, body: Buffer = Buffer.alloc(0)): Fate {
    this.#parts.owed.sent(type);
    this.#parts.noted.sent(type, body);
    return 'pass';
  }

  /** Query: the statement. Parse: a name, and then the statement. All else is looked at for what is noted of it. */
  #looksAtStatement(type: string, body: Buffer, bytes: number): Fate {
    if (type !== 'Q' && type !== 'P') return 'pass';
    const start = type === 'Q' ? 0 : body.indexOf(0) + 1;
    if (type === 'P' && start === 0) return 'look';
    const answer = beginsWithUnload(body.subarray(start));
    if (answer === 'perhaps') return 'look';
    if (answer === 'yes' && bytes <= LONGEST_STATEMENT) return 'keep';
    if (type === 'P' && this.#statements.size > 0) this.#statements.delete(textAt(body, 0));
    return 'pass';
  }

  /** Bind: the name of a portal, then that of a statement. */
  #looksAtBind(body: Buffer): Fate {
    const start = body.indexOf(0) + 1;
    if (start === 0 || body.indexOf(0, start) === -1) return 'look';
    const portal = textAt(body, 0);
    const sql = this.#statements.get(textAt(body, start));
    if (sql === undefined) this.#portals.delete(portal);
    else this.#portals.set(portal, sql);
    if (!this.#parts.faults.isIdle)
      this.#values.set(portal, digestOf(body.subarray(body.indexOf(0, start) + 1)));
    return 'pass';
  }

  #parse(body: Buffer): void {
    const name = textAt(body, 0);
    this.#statements.set(name, textAt(body, body.indexOf(0) + 1));
    this.#pass('P', body);
    const noParameters = Buffer.alloc(2);
    this.#parts.send(
      presentMessage('P', Buffer.concat([presentText(name), presentText(PLACEHOLDER), noParameters])),
    );
  }

  /** Whether a statement is still to be carried out after what was planned for it. */
  async #goesOn(request: Message): Promise<boolean> {
    const { faults, noted, owed, send } = this.#parts;
    const { type, body } = request;
    if (faults.isIdle || (type !== 'Q' && type !== 'E')) return true;
    const sql =
      type === 'Q' ? textAt(body, 0) : (this.#portals.get(textAt(body, 0)) ?? noted.textOf(type, body));
    send(FLUSH);
    // What the database will ignore meets nothing.
    if ((await owed.settled()) !== 'quiet' || sql === null) return true;
    const values = type === 'E' ? this.#values.get(textAt(body, 0)) : undefined;
    return faults.meet({ sql, values }, request);
  }

  /** The UNLOAD that a message asks for. */
  #unloadIn({ type, body }: Message): string | undefined {
    if (type === 'E') return this.#takePortal(body);
    const isUnload = type === 'Q' && beginsWithUnload(body) === 'yes';
    return isUnload ? textAt(body, 0) : undefined;
  }

  /** A portal is executed once. */
  #takePortal(body: Buffer): string | undefined {
    const portal = textAt(body, 0);
    const sql = this.#portals.get(portal);
    this.#portals.delete(portal);
    return sql;
  }

  /** Close: S for a statement or P for a portal, and a name. */
  #close(body: Buffer): void {
    const closed = body[0] === 'S'.charCodeAt(0) ? this.#statements : this.#portals;
    closed.delete(textAt(body, 1));
  }
}

function textAt(body: Buffer, start: number): string {
  const end = body.indexOf(0, start);
  return body.toString('utf8', start, end === -1 ? body.length : end);
}
