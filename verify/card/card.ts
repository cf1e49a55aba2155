import type { World } from '../../fixtures/world.ts';
import type { Asked } from '../causes/asked.ts';
import type { Sync } from '../causes/syncs.ts';
import type { Walk } from '../causes/walks.ts';

/** `not seen`: nothing happened by which it could be told. */
export type CheckResult = 'pass' | 'warn' | 'fail' | 'not seen';

/** What a check found. */
export interface Outcome {
  readonly result: CheckResult;
  /** One sentence. */
  readonly says: string;
  /** Numbers in the journal by which it can be seen; the first few. */
  readonly requests: readonly number[];
}

/** What a connector's manners are judged by. */
export interface Conduct {
  /** All that was asked, oldest first. */
  readonly asked: readonly Asked[];
  readonly syncs: readonly Sync[];
  /** What asked for rows. */
  readonly walks: readonly Walk[];
  readonly world: World;
}

/** One line of the report card. */
export interface Check {
  readonly family: 'completeness' | 'politeness' | 'state' | 'truth';
  /** `waits-in-seconds` */
  readonly name: string;
  judge(conduct: Conduct): Outcome;
}

export interface CardLine extends Outcome {
  readonly family: Check['family'];
  readonly name: string;
}

const MOST_REQUESTS = 5;

export function outcome(
  result: CheckResult,
  says: string,
  asked: readonly { readonly number: number }[] = [],
): Outcome {
  return { result, says, requests: asked.slice(0, MOST_REQUESTS).map(({ number }) => number) };
}

export function notSeen(says: string): Outcome {
  return outcome('not seen', says);
}
