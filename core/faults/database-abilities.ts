import type { EffectTerm } from './effects.ts';

/** What can happen to sessions of a database and to their statements. */
export const DATABASE_EFFECTS: readonly EffectTerm[] = [
  'sqlstate',
  'message',
  'terminate: backend',
  'reset',
  'hang',
  'slow',
  'cut',
  'latency',
];
