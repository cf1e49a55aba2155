import { MOST_LIMIT } from '../../core/control/parse-control-query.ts';
import { entryOf, type PresentedEntry } from '../../core/control/present-entry.ts';
import type { Asked, SyncJournal } from '../../verify/causes/asked.ts';

/** The journal of a running playground, read through its control plane. */
export function playgroundJournal(controlUrl: string): SyncJournal {
  return {
    async entries() {
      const all: Asked[] = [];
      for (;;) {
        const page = await readPage(controlUrl, all.at(-1)?.number ?? 0);
        all.push(...page.map(entryOf));
        if (page.length < MOST_LIMIT) return all;
      }
    },
  };
}

async function readPage(controlUrl: string, since: number): Promise<readonly PresentedEntry[]> {
  const url = `${controlUrl}/_playground/journal?since=${since}&limit=${MOST_LIMIT}`;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { readonly entries: readonly PresentedEntry[] }).entries;
}
