import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { namesBastion } from '../../../cli/ssh/names-bastion.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const TOLD = '{"ssh_host": "bastion.playground"}';

describe('a command', () => {
  it.each<[string, { argv?: string[]; env?: Record<string, string>; file?: string; told?: boolean }]>([
    ['that was told nothing', { told: false }],
    ['with a configuration in its folder', { file: 'configuration.json' }],
    ['with another file in its folder', { file: 'other.json', told: false }],
    [
      'with a file that it is given',
      { argv: ['debug', '--configuration', 'other.json'], file: 'other.json' },
    ],
    ['with a file that it is given in one word', { argv: ['--configuration=o.json'], file: 'o.json' }],
    ['with a project that it is given', { argv: ['debug', 'project'], file: 'project/configuration.json' }],
    ['with a file in a variable', { env: { FIVETRAN_CONFIGURATION: 'o.json' }, file: 'o.json' }],
    ['with the name as an argument', { argv: ['ssh', 'user@bastion.playground'] }],
    ['with the name in a variable', { env: { SSH_HOST: 'bastion.playground' } }],
    ['with arguments that cannot be files', { argv: ['-c', `\0${'x'.repeat(10_000)}.json`], told: false }],
  ])('%s', async (_, { argv = [], env = {}, file, told = true }) => {
    await using directory = await temporaryDirectory();
    if (file !== undefined) {
      await mkdir(path.join(directory.path, path.dirname(file)), { recursive: true });
      await writeFile(path.join(directory.path, file), TOLD);
    }
    expect(await namesBastion({ argv, env, directory: directory.path })).toBe(told);
  });
});
