import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { findReaders } from '../support/find-readers.ts';
import { READERS } from './readers.ts';

const FOLDERS = ['services', 'core', 'authority', 'fixtures', 'sources', 'recordings'];

it('every place where a service reads bytes is in the table, and nothing else is', async () => {
  const found = await findReaders(...FOLDERS);
  const listed = READERS.flatMap(({ file, by }) => by.map((way) => ({ file, by: way })));
  expect(sorted(listed)).toEqual(sorted(found));
});

it.each(READERS.filter(({ from }) => from === 'anybody'))(
  '$file reads from anybody and is attacked in $attackedIn: $bounds',
  async ({ file, attackedIn }) => {
    expect(await readFile(`tests/attacks/${attackedIn}`, 'utf8')).toContain(file);
  },
);

describe('the search', () => {
  it('finds readers of every kind', async () => {
    const ways = new Set((await findReaders(...FOLDERS)).map(({ by }) => by));
    expect([...ways].sort()).toEqual(
      [
        ...['asyncIterator', 'createInterface', 'createServer', 'for await', 'injectSocket', 'iterator'],
        ...["on('data')", 'pipe', 'pipeline', 'read', 'text'],
      ].sort(),
    );
  });
});

function sorted(readers: readonly { readonly file: string; readonly by: string }[]): readonly string[] {
  return readers.map(({ file, by }) => `${file}: ${by}`).sort();
}
