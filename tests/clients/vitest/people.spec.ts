/** Run by `tests/clients/vitest.test.ts` in a process of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createPlayground } from 'connector-playground';
import { destination } from 'connector-playground/vitest';
import { expect, it } from 'vitest';

it.each(['matches', 'differs'])('%s', async (what) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playground-test-'));
  await using playground = await createPlayground({ services: ['api'], records: 10 });
  const answer = await fetch(`${playground.endpoints.api.url}/pagination/offset`);
  const { data } = (await answer.json()) as { data: object[] };
  const rows = what === 'differs' ? data.slice(1) : data;
  const file = path.join(folder, 'people.ndjson');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  try {
    await expect(playground)
      .not.toHaveBeenReadBy({ honours: ['uses-the-sources-clock'] })
      .catch(() => {});
    await expect(destination(file)).toMatchSource(playground);
  } finally {
    await rm(folder, { recursive: true });
  }
});
