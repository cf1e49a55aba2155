import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Builds the service into a folder of its own, as it would be installed, for a test that runs it as a process. */
export async function buildProgram(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-program-'));
  await chmod(folder, 0o755);
  const settings = {
    extends: join(root, 'tsconfig.build.json'),
    compilerOptions: {
      rootDir: root,
      outDir: folder,
      declaration: false,
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [join(root, 'services/postgres-seed')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder]);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export interface Program {
  readonly process: ChildProcess;
  readonly endpoints: PostgresEndpoints;
}

/** Runs the built service on a state folder until it says that it is ready. */
export async function runProgram(
  folder: string,
  directory: string,
  account: { readonly uid?: number; readonly gid?: number } = {},
): Promise<Program> {
  const child = spawn(process.execPath, [join(folder, 'services/postgres-seed/main.js')], {
    ...account,
    env: {
      PLAYGROUND_POSTGRES_PORT: '0',
      PLAYGROUND_POSTGRES_ROWS: '300',
      PLAYGROUND_POSTGRES_DIRECTORY: directory,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const failure = createInterface({ input: child.stderr });
  const said: string[] = [];
  failure.on('line', (line) => said.push(line));
  for await (const line of createInterface({ input: child.stdout })) {
    return { process: child, endpoints: JSON.parse(line).endpoints };
  }
  throw new Error(said.join('\n'));
}

/** Ends a program and waits until it is gone. */
export async function endProgram(program: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(program, 'exit');
  program.kill(signal);
  await ended;
}
