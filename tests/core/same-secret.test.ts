import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { isSameSecret } from '../../core/same-secret.ts';

it.each([
  ['secret', 'secret', true],
  ['', '', true],
  ['secret', 'Secret', false],
  ['secret', 'secret ', false],
  ['secret', 'secre', false],
  ['', 'secret', false],
  ['\u00e9', 'e\u0301', false],
])('%j against %j: %s', (given, expected, same) => {
  expect(isSameSecret(given, expected)).toBe(same);
});

it('is the only place that compares bytes in constant time', async () => {
  const folders = [
    'core',
    'fixtures',
    'authority',
    'connectors',
    'services',
    'playground',
    'containers',
    'cli',
  ];
  const found: string[] = [];
  for (const folder of folders) {
    for (const name of await readdir(folder, { recursive: true })) {
      const file = path.join(folder, name);
      if (file.endsWith('.ts') && (await readFile(file, 'utf8')).includes('timingSafeEqual'))
        found.push(file);
    }
  }
  expect(found).toEqual(['core/same-secret.ts']);
});
