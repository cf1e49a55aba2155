import type { EffectName } from '../../core/faults/effects.ts';
import { type Asked, isAnswered } from './asked.ts';
import { metBy } from './met.ts';

/** With these there is another body than the answer's, none, or not the whole of it. */
const BREAKING: readonly EffectName[] = ['status', 'body', 'html', 'cut', 'gzip', 'reset', 'hang'];

/** Whether a client could read all of an answer. An error is none. */
export function isWhole(asked: Asked): boolean {
  if (!isAnswered(asked) || asked.aborted) return false;
  // Nothing was answered over HTTP without a status; statements have none.
  if (asked.status === null && (asked.operation === 'GET' || asked.list)) return false;
  const met = metBy(asked);
  return met.length !== 'wrong' && BREAKING.every((effect) => met[effect] === undefined);
}
