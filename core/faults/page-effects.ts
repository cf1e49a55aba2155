import type { EffectTerm } from './effects.ts';

/** What every list that has pages can be made to do. */
export const PAGE_EFFECTS: readonly EffectTerm[] = ['empty', 'duplicate', 'shuffle', 'stale', 'cap'];
