import { endEntry, type TimedNotebook } from '../../core/control/end-entry.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';

/** Something that a client does. */
export interface Noted {
  /** Filled in by whoever does it. */
  readonly entry: JournalEntry;
  /** It is over. */
  end(): void;
}

/** @param target a statement, or the user of a login */
export function note(notebook: TimedNotebook, operation: string, target: string | null): Noted {
  const entry = notebook.journal.begin(notebook.clock(), {
    service: 'redshift',
    operation,
    target,
  });
  const startedAt = performance.now();
  return { entry, end: () => endEntry(notebook, entry, performance.now() - startedAt) };
}
