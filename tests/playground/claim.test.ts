import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { claimant, claimDirectory } from '../../playground/claim.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

it('claims a folder once, and again after the claim was given up', async () => {
  await using directory = await temporaryDirectory();
  const giveUp = await claimDirectory(directory.path);
  expect(await claimant(directory.path)).toBe(process.pid);
  await expect(claimDirectory(directory.path)).rejects.toMatchObject({ code: 'ERR_ALREADY_STARTED' });
  await giveUp();
  await (await claimDirectory(directory.path))();
});

// A container's program is process 1 at every start, and a killed one leaves its claim behind.
it('takes over the claim of an earlier process that had the same number', async () => {
  await using directory = await temporaryDirectory();
  await claimDirectory(directory.path);
  const file = path.join(directory.path, 'playground.pid');
  const [pid, began] = (await readFile(file, 'utf8')).trim().split(' ');
  await writeFile(file, `${pid} ${Number(began) - 1}\n`);
  expect(await claimant(directory.path)).toBeUndefined();
  await (await claimDirectory(directory.path))();
});
