import type { Window } from '../compare/window.ts';
import type { Asked } from './asked.ts';

/** Syncs are apart by at least this in the time of the world. A longer pause in one: see `--from` and `--to`. */
const GAP_MS = 30_000;
/** Tables that change all the time are looked at as of so many instants at most. */
const MOST_INSTANTS = 1000;

/** What was asked in the last sync: after the last pause. */
export function lastSync(asked: readonly Asked[]): readonly Asked[] {
  let first = asked.length - 1;
  while (first > 0 && (asked[first] as Asked).at - (asked[first - 1] as Asked).at <= GAP_MS) first -= 1;
  return asked.slice(Math.max(0, first));
}

/** From the first to the last request; undefined where there is none. */
export function windowOf(asked: readonly Asked[]): Window | undefined {
  const [first, last] = [asked[0], asked.at(-1)];
  if (!first || !last) return undefined;
  const instants = [...new Set(asked.map(({ at }) => at))];
  return { from: first.at, to: last.at, instants: instants.slice(-MOST_INSTANTS) };
}
