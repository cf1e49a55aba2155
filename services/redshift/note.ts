import type { Clock } from '../../core/clock.ts';
import { type Notebook as Ends, endEntry } from '../../core/control/end-entry.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';

/** Where what clients do is noted, and when. */
export interface Notebook extends Ends {
  readonly clock: Clock;
}

/** Something that a client does. */
export interface Noted {
  /** Filled in by whoever does it. */
  readonly entry: JournalEntry;
  /** It is over. */
  end(): void;
}

/** @param target a statement, or the user of a login */
export function note(notebook: Notebook, operation: string, target: string | null): Noted {
  const entry = notebook.journal.begin(notebook.clock(), {
    service: 'redshift',
    operation,
    target,
  });
  const startedAt = performance.now();
  return { entry, end: () => endEntry(notebook, entry, startedAt) };
}
