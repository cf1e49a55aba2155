/** What a connector wrote is what its source has, also when an answer fails on the way. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { destination } from 'connector-playground/jest';

interface Page {
  readonly data: readonly { readonly id: string; readonly updatedAt: string }[];
  readonly scroll_param: string | null;
}

/** A connector: reads everybody, waits as long as it is told, and writes a file. */
async function sync(apiUrl: string, file: string): Promise<void> {
  const rows = [];
  let query = '';
  for (;;) {
    const answer = await fetch(`${apiUrl}/pagination/keyset${query}`);
    if (answer.status === 503) {
      const seconds = Number(answer.headers.get('Retry-After'));
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      continue;
    }
    const page = (await answer.json()) as Page;
    rows.push(...page.data);
    if (page.scroll_param === null) break;
    query = `?scroll_param=${encodeURIComponent(page.scroll_param)}`;
  }
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

it('loses nobody when a page cannot be had', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'connector-'));
  const file = path.join(folder, 'people.ndjson');
  await using playground = await createPlayground({ services: ['api'], world: 'living' });
  const { url } = playground.endpoints.api;

  await sync(url, file);
  await playground.clock.advance('2h');
  {
    const busy = { status: 503, headers: { 'Retry-After': '1' } };
    await using _outage = await playground.fault({ on: { route: 'people', page: 2 }, do: busy });
    await sync(url, file);
  }

  await expect(destination(file)).toMatchSource(playground);
  await expect(playground).toHaveBeenReadBy({ honours: ['asks-again', 'retry-after', 'reads-to-the-end'] });
  await rm(folder, { recursive: true });
}, 30_000);
