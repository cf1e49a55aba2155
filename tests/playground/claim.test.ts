import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { silentLogger } from '../../core/logger.ts';
import { claimant, claimDirectory } from '../../playground/claim.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

it('claims a folder once, and again after the claim was given up', async () => {
  await using directory = await temporaryDirectory();
  const giveUp = await claimDirectory(directory.path, silentLogger);
  expect(await claimant(directory.path)).toBe(process.pid);
  await expect(claimDirectory(directory.path, silentLogger)).rejects.toMatchObject({
    code: 'ERR_ALREADY_STARTED',
  });
  await giveUp();
  await (await claimDirectory(directory.path, silentLogger))();
});

it.each([
  // Linux says that nothing is there to make a folder in, and Node.js would look for it forever.
  ['/proc/playground'],
  ['/proc/playground/below'],
  ['/dev/null'],
  ['/dev/null/playground'],
])('says that %s cannot be used', async (directory) => {
  await expect(claimDirectory(directory, silentLogger)).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringMatching(`^The folder ${directory} cannot be used: .*Choose another folder`),
  });
});

it('makes the folder and those above it', async () => {
  await using directory = await temporaryDirectory();
  const [above, below] = [path.join(directory.path, 'above'), path.join(directory.path, 'above/below')];
  await (await claimDirectory(below, silentLogger))();
  expect(await readdir(above)).toEqual(['below']);
});

// A container's program is process 1 at every start, and a killed one leaves its claim behind.
it('takes over the claim of an earlier process that had the same number', async () => {
  await using directory = await temporaryDirectory();
  await claimDirectory(directory.path, silentLogger);
  const file = path.join(directory.path, 'playground.pid');
  const [pid, began] = (await readFile(file, 'utf8')).trim().split(' ');
  await writeFile(file, `${pid} ${Number(began) - 1}\n`);
  expect(await claimant(directory.path)).toBeUndefined();
  await (await claimDirectory(directory.path, silentLogger))();
});
