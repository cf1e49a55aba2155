import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const COMMAND = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let playground: Playground<'api'>;

beforeAll(async () => {
  folder = await temporaryDirectory();
  playground = await createPlayground({ directory: `${folder.path}/.playground`, services: ['api'] });
});
afterAll(async () => {
  await playground.stop();
  await folder[Symbol.asyncDispose]();
});

interface Ended {
  readonly code: number;
  readonly errors: string;
}

/** Runs the command with an output that nobody reads any more when it begins to write. */
async function unread(args: readonly string[], output: 'stdout' | 'stderr' = 'stdout'): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder.path });
  child[output].destroy();
  let errors = '';
  if (output === 'stdout') {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, errors };
}

describe('a command whose output nobody reads ends quietly', () => {
  it.each([
    ['env'],
    ['env --json'],
    ['env --dotenv'],
    ['status'],
    ['status --json'],
    ['reset api'],
    ['config --list'],
    ['config authentication/api_key'],
    ['doctor'],
    ['--help'],
    ['up --help'],
    ['--version'],
  ])('playground %s', async (command) => {
    expect(await unread(command.split(' '))).toEqual({ code: 0, errors: '' });
  });

  it.each([
    ['env --directory nowhere', 1],
    ['env --endpoints nowhere', 2],
    ['envy', 2],
    ['up --seed many', 2],
  ])(
    'and so does one whose errors nobody reads, with its own exit code: playground %s',
    async (command, code) => {
      expect(await unread(command.split(' '), 'stderr')).toMatchObject({ code });
    },
  );

  it('playground env in a pipe of a shell', async () => {
    const shell = spawn(
      'bash',
      ['-c', `"$0" "$1" env | true; echo "\${PIPESTATUS[@]}"`, process.execPath, COMMAND],
      {
        cwd: folder.path,
      },
    );
    let [output, errors] = ['', ''];
    shell.stdout.on('data', (text) => {
      output += text;
    });
    shell.stderr.on('data', (text) => {
      errors += text;
    });
    await once(shell, 'close');
    expect([output, errors]).toEqual(['0 0\n', '']);
  });
});
