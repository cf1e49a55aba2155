import { BoundedMap } from '../bounded-map.ts';
import { digestOf } from './digest-of.ts';

/** So many cursors are known at once; of those used longest ago it is forgotten which page they lead to. */
const CURSORS = 10_000;

/**
 * Knows which page of a walk a cursor leads to, where the cursor itself does not tell: from the answer that handed it
 * out. So the same request is the same page for every client, in whatever order they come.
 */
export class WalkPages {
  readonly #pages = new BoundedMap<string, number>(CURSORS);

  /**
   * Which page is asked for, from 1.
   *
   * @param cursor undefined at the beginning of a walk
   * @returns undefined for a cursor that was handed out while nobody looked
   */
  pageOf(walk: string, cursor: string | undefined): number | undefined {
    return cursor === undefined ? 1 : this.#pages.get(keyOf(walk, cursor));
  }

  /** Notes that the answer with this page handed out this cursor. */
  leadsOn(walk: string, page: number | undefined, cursor: string): void {
    if (page !== undefined) this.#pages.set(keyOf(walk, cursor), page + 1);
  }

  clear(): void {
    this.#pages.clear();
  }
}

function keyOf(walk: string, cursor: string): string {
  return digestOf(`${walk} ${cursor}`);
}
