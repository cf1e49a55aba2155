import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { projectSubject } from '../../cli/test/project-subject.ts';
import { examples } from '../../connectors/examples.ts';

const OWN = 'tables:\n  user:\n    source: people\n';

it.each([
  ['an example that reads the first people', 'common_patterns/authentication/api_key', {}, 'part'],
  [
    'an example that reads objects with the first rows',
    'common_patterns/parallel_fetching_from_source',
    {},
    'part',
  ],
  ['an example that reads everything', 'common_patterns/pagination/keyset', {}, undefined],
  [
    'an example with a file of its own',
    'common_patterns/authentication/api_key',
    { 'verify.yaml': OWN },
    undefined,
  ],
])('%s is compared by what its tables are known to hold', async (_what, name, files, rows) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'project-'));
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    await using subject = await projectSubject({
      ...{ folder, example: examples.find(({ path }) => path === name) },
      sdk: { program: 'fivetran', python: 'python3', version: '3.0.0', userBase: '' },
      ...{ env: {}, timeoutMs: 1000, signal: AbortSignal.timeout(10_000) },
    });
    const tables = Object.values(subject.mapping?.tables ?? {});
    expect(tables.length).toBeGreaterThan(0);
    expect([...new Set(tables.map((table) => table.rows))]).toEqual([rows]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
