import type { Clock } from '../../core/clock.ts';
import type { Journal } from '../../core/control/journal.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { maskSecretsInText } from '../../core/mask-secrets.ts';

/** Where what clients do is noted, and when. */
export interface Notebook {
  readonly journal: Journal;
  readonly clock: Clock;
}

/** @param target a statement, or the user of a login */
export function beginEntry(
  { journal, clock }: Notebook,
  operation: string,
  target: string | null,
): JournalEntry {
  return journal.begin(clock(), {
    service: 'redshift',
    operation,
    target: target === null ? null : maskSecretsInText(target),
  });
}
