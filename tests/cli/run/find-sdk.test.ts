import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findSdk } from '../../../cli/run/find-sdk.ts';
import { fakeSdk } from '../../support/fake-sdk.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

async function writeProgram(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
}

/** Says that it is the interpreter that was asked. */
const python = (name: string): string => `#!/bin/sh\necho '{"version": "3.1.2", "userBase": "${name}"}'\n`;

describe('findSdk', () => {
  it.each<[string, (folder: string) => string, string]>([
    ['its first line', (folder) => `#!${folder}/elsewhere/python3.13\n`, 'elsewhere'],
    [
      'a shell line for long paths',
      (folder) => `#!/bin/sh\n'''exec' "${folder}/elsewhere/python3.13" "$0" "$@"\n' '''\n`,
      'elsewhere',
    ],
    ['env', () => '#!/usr/bin/env python3\n', 'beside'],
    ['a shim that does not say', () => '#!/usr/bin/env bash\nexec something\n', 'beside'],
  ])('asks the interpreter that runs fivetran, known by %s', async (_what, text, expected) => {
    await using directory = await temporaryDirectory();
    const folder = directory.path;
    await writeProgram(path.join(folder, 'bin/fivetran'), text(folder));
    await writeProgram(path.join(folder, 'bin/python3'), python('beside'));
    await writeProgram(path.join(folder, 'elsewhere/python3.13'), python('elsewhere'));
    const env = { PATH: `/no/such/folder:${path.join(folder, 'bin')}:/usr/bin:/bin` };
    expect(await findSdk(env)).toMatchObject({
      program: path.join(folder, 'bin/fivetran'),
      version: '3.1.2',
      userBase: expected,
    });
  });

  it('takes the environment that it is given before the PATH', async () => {
    await using directory = await temporaryDirectory();
    await fakeSdk(path.join(directory.path, 'one'));
    await fakeSdk(path.join(directory.path, 'other'));
    const env = { PATH: path.join(directory.path, 'one/bin') };
    expect(await findSdk(env, path.join(directory.path, 'other'))).toMatchObject({
      program: path.join(directory.path, 'other/bin/fivetran'),
    });
  });

  it.each([
    ['1.8.1', /1\.8\.1 is not supported: before 3 it downloads its tester from GitHub, .*internet/],
    ['2.13.1', /2\.13\.1 is not supported: before 3 it downloads its tester from GitHub, .*internet/],
    ['0.13.30.1', /0\.13\.30\.1 is not supported/],
    ['4.0.0', /4\.0\.0 is not supported: the playground has not been tested with it/],
    ['3.0.0', undefined],
    ['3.14.0', undefined],
  ])('supports version 3 of the SDK alone: %s', async (version, refusal) => {
    await using directory = await temporaryDirectory();
    const folder = await fakeSdk(directory.path, version);
    const found = findSdk({}, folder);
    if (refusal === undefined) return expect(await found).toMatchObject({ version });
    await expect(found).rejects.toMatchObject({ message: expect.stringMatching(refusal) });
    await expect(found).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(
        `Install version 3: ${folder}/bin/python3 -m pip install 'fivetran-connector-sdk>=3,<4'`,
      ),
    });
  });

  it.each<[string, string | undefined, RegExp]>([
    [
      'there is none',
      undefined,
      /^There is no program fivetran on the PATH\. Make an environment with: .*workbench\/requirements\.txt/,
    ],
    [
      'its interpreter has no SDK',
      '#!/bin/sh\nexit 1\n',
      /fivetran is run by .*\/python3, which has no usable fivetran-connector-sdk/,
    ],
  ])('says what to do when %s', async (_what, interpreter, sentence) => {
    await using directory = await temporaryDirectory();
    if (interpreter !== undefined) {
      await writeProgram(path.join(directory.path, 'fivetran'), '#!/bin/sh\n');
      await writeProgram(path.join(directory.path, 'python3'), interpreter);
    }
    await expect(findSdk({ PATH: directory.path })).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(sentence),
    });
  });
});
