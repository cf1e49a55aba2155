import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { processesIn } from './processes-in.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const UP = 'node dist/cli/main.js up --log json --services api,postgres --postgres-rows 10';
const ARGUMENTS = '--ports api=0,postgres=0 --directory "$FOLDER"';
const CTRL_C = '\x03';

interface Typed {
  /** `script`, which has the other end of the terminal: what it is given is typed, its end closes the terminal. */
  readonly screen: ChildProcess;
  readonly endpoints: { readonly api: { readonly url: string } };
}

/** Runs a command line on a pseudo-terminal of its own until its playground is ready. */
async function typed(commandLine: string, folder: string): Promise<Typed> {
  const screen = spawn('script', ['--quiet', '--return', '--command', commandLine, '/dev/null'], {
    cwd: ROOT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, FOLDER: folder, SHELL: '/bin/bash' },
  });
  const text = await waitUntil(
    'the playground',
    () => readFile(path.join(folder, 'endpoints.json'), 'utf8').catch(() => undefined),
    { timeoutMs: 25_000 },
  );
  return { screen, endpoints: JSON.parse(text) };
}

async function nothingRunsIn(folder: string): Promise<void> {
  await waitUntil('the end of every process', async () => (await processesIn(folder)).length === 0, {
    timeoutMs: 20_000,
  });
}

describe('a terminal that is closed', () => {
  it.each([
    ['the command itself', `exec ${UP} ${ARGUMENTS}`],
    ['a shell', `${UP} ${ARGUMENTS}; true`],
    ['a shell with jobs', `set -m; ${UP} ${ARGUMENTS}; true`],
    ['npm start', `npm start --silent -- ${UP.split(' ').slice(3).join(' ')} ${ARGUMENTS}`],
  ])('leaves nothing: %s', async (_what, commandLine) => {
    await using folder = await temporaryDirectory();
    const { screen } = await typed(commandLine, folder.path);
    screen.kill('SIGKILL');
    await nothingRunsIn(folder.path);
    await expect(readFile(path.join(folder.path, 'playground.pid'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('leaves alone what nohup keeps', async () => {
    await using folder = await temporaryDirectory();
    const { screen, endpoints } = await typed(`nohup ${UP} ${ARGUMENTS} >"$FOLDER/log"`, folder.path);
    const exit = once(screen, 'exit');
    screen.kill('SIGKILL');
    await exit;
    // Longer than the command takes to notice that its parent has ended.
    const until = performance.now() + 700;
    await waitUntil('some looks', () => performance.now() > until);
    expect((await fetch(`${endpoints.api.url}/_playground/health`)).status).toBe(200);
    const pid = Number.parseInt(await readFile(path.join(folder.path, 'playground.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGTERM');
    await nothingRunsIn(folder.path);
  });
});

describe('Ctrl-C', () => {
  it('ends a playground in order', async () => {
    await using folder = await temporaryDirectory();
    const { screen } = await typed(`exec ${UP} ${ARGUMENTS}`, folder.path);
    const exit = once(screen, 'exit');
    screen.stdin?.write(CTRL_C);
    expect(await exit).toEqual([0, null]);
    await nothingRunsIn(folder.path);
  });

  it('ends it at once the second time, when a service does not stop, and leaves nothing', async () => {
    await using folder = await temporaryDirectory();
    const { screen, endpoints } = await typed(`exec ${UP} ${ARGUMENTS}`, folder.path);
    const exit = once(screen, 'exit');
    const lock = await readFile(path.join(folder.path, 'postgres/cluster/data/postmaster.pid'), 'utf8');
    process.kill(Number.parseInt(lock, 10), 'SIGSTOP');
    screen.stdin?.write(CTRL_C);
    await waitUntil('the stop to begin', () =>
      fetch(`${endpoints.api.url}/_playground/health`).then(
        () => false,
        () => true,
      ),
    );
    expect(screen.exitCode).toBeNull();
    screen.stdin?.write(CTRL_C);
    expect(await exit).toEqual([130, null]);
    await nothingRunsIn(folder.path);
  });
});
