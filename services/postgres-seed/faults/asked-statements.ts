import { BoundedMap } from '../../../core/bounded-map.ts';
import { digestOf } from '../../../core/faults/digest-of.ts';
import { boundParameters } from './bound-parameters.ts';
import type { Piece } from './message-reader.ts';

/** A statement that a client wants to be carried out. */
export interface AskedStatement {
  readonly sql: string;
  /** What is bound to its parameters, as a digest. */
  readonly values?: string;
  /** The same as the server's log has it; undefined where there is none, or where it is not sent as text. */
  readonly parameters?: string | undefined;
}

/** The messages that {@link AskedStatements} looks at. */
export const STATEMENT_MESSAGES = 'QPBEC';

/** So many statements and portals of a session are known at once, by so much of their text. */
const NAMES = 256;
const LONGEST_TEXT = 4096;

/** Knows which statement a message carries out, by simple query or by the extended protocol. */
export class AskedStatements {
  readonly #statements = new BoundedMap<string, string>(NAMES);
  /** Until they are first carried out: what is fetched after that belongs to the same try. */
  readonly #portals = new BoundedMap<string, AskedStatement>(NAMES);

  /** @returns the statement that begins with it, if one does */
  take({ type, body }: Piece): AskedStatement | undefined {
    switch (type) {
      case 'Q':
        return { sql: textAt(body, 0) };
      case 'P': {
        this.#statements.set(textAt(body, 0), textAt(body, endOf(body, 0)));
        return undefined;
      }
      case 'B': {
        const named = endOf(body, 0);
        const sql = this.#statements.get(textAt(body, named));
        const bound = body.subarray(endOf(body, named));
        if (sql !== undefined)
          this.#portals.set(textAt(body, 0), {
            ...{ sql, values: digestOf(bound), parameters: boundParameters(bound) },
          });
        return undefined;
      }
      case 'E': {
        const portal = textAt(body, 0);
        const asked = this.#portals.get(portal);
        this.#portals.delete(portal);
        return asked;
      }
      case 'C': {
        const names = body[0] === 0x53 ? this.#statements : this.#portals;
        names.delete(textAt(body, 1));
        return undefined;
      }
    }
    return undefined;
  }
}

/** A text ends with a zero byte. */
export function textAt(body: Buffer, place: number): string {
  return body.toString('utf8', place, Math.min(endOf(body, place) - 1, place + LONGEST_TEXT));
}

/** Where what comes after a text begins. */
export function endOf(body: Buffer, place: number): number {
  const zero = body.indexOf(0, place);
  return zero === -1 ? body.length + 1 : zero + 1;
}
