import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = async (file: string) => JSON.parse(await readFile(path.join(ROOT, file), 'utf8'));

// npm warns of each that is not in the list, at every installation.
it('refuses the install script of every package that has one', async () => {
  const { packages } = (await read('package-lock.json')) as {
    packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
  };
  const scripted = Object.entries(packages)
    .filter(([place, { hasInstallScript }]) => place !== '' && hasInstallScript)
    .map(([place]) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect(scripted).toContain('protobufjs');
  const { allowScripts } = await read('package.json');
  // Those for other systems too, where npm would warn of them.
  expect(scripted.filter((name) => allowScripts[name] !== false)).toEqual([]);
});
