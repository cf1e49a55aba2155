import type { Window } from '../compare/window.ts';
import type { Asked } from './asked.ts';
import { shownAt } from './met.ts';

/** Tables that change all the time are looked at as of so many instants at most. */
const MOST_INSTANTS = 1000;

/** From the first to the last request; undefined where there is none. */
export function windowOf(asked: readonly Asked[]): Window | undefined {
  const [first, last] = [asked[0], asked.at(-1)];
  if (!first || !last) return undefined;
  const instants = [...new Set(asked.map(lookedAt))];
  return { from: first.at, to: lookedAt(last), instants: instants.slice(-MOST_INSTANTS) };
}

/** A fault plan may move the clock before the answer. What was served as of earlier is old: it does not move the window. */
function lookedAt(asked: Asked): number {
  return Math.max(asked.at, shownAt(asked));
}
