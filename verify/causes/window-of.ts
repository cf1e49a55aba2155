import type { Window } from '../compare/window.ts';
import type { Asked } from './asked.ts';

/** Tables that change all the time are looked at as of so many instants at most. */
const MOST_INSTANTS = 1000;

/** From the first to the last request; undefined where there is none. */
export function windowOf(asked: readonly Asked[]): Window | undefined {
  const [first, last] = [asked[0], asked.at(-1)];
  if (!first || !last) return undefined;
  const instants = [...new Set(asked.map(({ at }) => at))];
  return { from: first.at, to: last.at, instants: instants.slice(-MOST_INSTANTS) };
}
