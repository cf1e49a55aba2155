import { declaredOf } from './declared-of.ts';
import type { Settings } from './settings.ts';
import { type Truth, truthOf } from './truth.ts';

/** What others are told of a world with these settings, so that they know its rows. */
export function toldOf(settings: Settings): Truth {
  return truthOf({ ...settings, declared: declaredOf(settings) });
}
