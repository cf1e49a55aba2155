import type { EffectTerm } from './effects.ts';
import type { ConditionName } from './fault.ts';

/** What `http-faults.ts` does to any request over HTTP. */
export const HTTP_EFFECTS: readonly EffectTerm[] = [
  'status',
  'headers',
  'body',
  'html',
  'cut',
  'gzip',
  'length',
  'reset',
  'hang',
  'slow',
  'latency',
];

/** What is known of any request over HTTP. */
export const HTTP_CONDITIONS: readonly ConditionName[] = ['method', 'path', 'query'];
