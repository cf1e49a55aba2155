import type { JournalEntry } from '../control/journal-entry.ts';
import { type Effects, type LateEffects, shownEffects } from './effects.ts';

/** What a client meets with one request. */
export interface Met {
  readonly do: Effects;
  readonly after: LateEffects;
  /** The entries of the plan, by id. */
  readonly ids: readonly number[];
}

/** Notes in the journal what a request or a connection meets, besides what it has met already. */
export function noteMet(entry: JournalEntry, met: Met): void {
  const before = entry.fault ? `${entry.fault}; ` : '';
  entry.fault = before + shownMet(met);
}

/** `2: status: 500`, as the journal has it. */
export function shownMet({ ids, do: now, after }: Met): string {
  const later = shownEffects(after);
  return `${ids.join(', ')}: ${[shownEffects(now), later && `after ${later}`].filter(Boolean).join(', ')}`;
}
