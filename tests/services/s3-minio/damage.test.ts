import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Damage } from '../../../services/s3-minio/store/damage.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const AT = Date.UTC(2026, 0, 2, 3, 4, 5);
const FOLDER = 'damaged-2026-01-02T03-04-05.000Z';

it('keeps what is damaged in a folder of its own at each start, also in the same millisecond', async () => {
  await using folder = await temporaryDirectory();
  const file = join(folder.path, 'file');
  for (const content of ['first', 'second', 'third']) {
    await writeFile(file, content);
    new Damage(folder.path, AT, () => undefined).move(file);
  }
  const names = [FOLDER, `${FOLDER}-2`, `${FOLDER}-3`];
  expect((await readdir(folder.path)).toSorted()).toEqual(names);
  const kept = names.map((name) => readFile(join(folder.path, name, 'file'), 'utf8'));
  expect(await Promise.all(kept)).toEqual(['first', 'second', 'third']);
});

it('makes no folder where nothing is kept, and one for all that is', async () => {
  await using folder = await temporaryDirectory();
  const damage = new Damage(folder.path, AT, () => undefined);
  damage.say('event_log_lost', { wayOut: 'None.' });
  expect(damage.isSeen).toBe(true);
  expect(await readdir(folder.path)).toEqual([]);
  await mkdir(join(folder.path, 'blobs'));
  await writeFile(join(folder.path, 'blobs', 'blob'), 'bytes');
  await writeFile(join(folder.path, 'journal'), 'lines');
  expect(damage.copy(join(folder.path, 'journal'))).toBe(join(folder.path, FOLDER, 'journal'));
  expect(damage.move(join(folder.path, 'blobs', 'blob'))).toBe(join(folder.path, FOLDER, 'blobs', 'blob'));
  expect((await readdir(folder.path)).toSorted()).toEqual(['blobs', FOLDER, 'journal']);
  expect(await readdir(join(folder.path, 'blobs'))).toEqual([]);
});
