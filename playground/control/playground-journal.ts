import type { JournalEntry } from '../../core/control/journal-entry.ts';
import { MOST_LIMIT } from '../../core/control/parse-control-query.ts';
import { entryOf, type PresentedEntry } from '../../core/control/present-entry.ts';
import { askControl } from './ask-control.ts';

/** The journal of a running playground, read through its control plane. */
export function playgroundJournal(controlUrl: string) {
  return {
    /**
     * Oldest first.
     *
     * @throws PlaygroundError see {@link askControl}
     */
    async entries(): Promise<readonly JournalEntry[]> {
      const all: JournalEntry[] = [];
      for (;;) {
        const page = await readPage(controlUrl, all.at(-1)?.number ?? 0);
        all.push(...page.map(entryOf));
        if (page.length < MOST_LIMIT) return all;
      }
    },
  };
}

async function readPage(controlUrl: string, since: number): Promise<readonly PresentedEntry[]> {
  const answer = await askControl(`${controlUrl}/_playground/journal?since=${since}&limit=${MOST_LIMIT}`);
  return ((await answer.json()) as { readonly entries: readonly PresentedEntry[] }).entries;
}
