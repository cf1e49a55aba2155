import { access, chmod, constants, mkdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { readyBinaries } from '../../../services/postgres-seed/engine/binaries.ts';
import { temporaryFolder } from './with-postgres.ts';

let folder = '';
let native = '';

beforeEach(async () => {
  folder = await temporaryFolder();
  native = join(folder, 'native');
  for (const name of ['bin', 'lib']) await mkdir(join(native, name), { recursive: true });
  for (const name of ['bin/initdb', 'bin/postgres', 'lib/libx.so.1.2']) {
    await writeFile(join(native, name), '');
    await chmod(join(native, name), 0o644);
  }
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes what npm left out: links and the right to run', async () => {
  for (const time of [1, 2]) {
    const { postgres, initdb } = await readyBinaries(native, join(folder, 'state'));
    expect({ time, postgres }).toEqual({ time, postgres: join(native, 'bin/postgres') });
    await access(postgres, constants.X_OK);
    await access(initdb, constants.X_OK);
    expect(await readlink(join(native, 'lib/libx.so.1'))).toBe('libx.so.1.2');
  }
});
