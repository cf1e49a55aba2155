import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** In a project that has the package. */
const NPX =
  'cd "$PROJECT" && exec npx --no connector-playground start --services api --port 0 --directory "$FOLDER"';
const UP = 'node dist/cli/main.js up --services api --port 0 --log json --directory';

async function pidIn(folder: string): Promise<number> {
  return waitUntil(
    'the playground',
    async () => {
      await readFile(path.join(folder, 'endpoints.json'));
      return Number.parseInt(await readFile(path.join(folder, 'playground.pid'), 'utf8'), 10);
    },
    { timeoutMs: 25_000 },
  );
}

let project: Awaited<ReturnType<typeof temporaryDirectory>>;

/** A project as `npm link connector-playground` leaves it. */
beforeAll(async () => {
  project = await temporaryDirectory();
  const modules = path.join(project.path, 'node_modules');
  await mkdir(path.join(modules, '.bin'), { recursive: true });
  await writeFile(path.join(project.path, 'package.json'), '{ "name": "project", "private": true }');
  await symlink(ROOT, path.join(modules, 'connector-playground'));
  await symlink('../connector-playground/dist/cli/main.js', path.join(modules, '.bin/playground'));
  await chmod(path.join(ROOT, 'dist/cli/main.js'), 0o755);
});
afterAll(async () => project[Symbol.asyncDispose]());

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command line in a process group of its own until its playground is there. */
async function started(commandLine: string, folder: string) {
  const shell = spawn('bash', ['-c', commandLine], {
    cwd: ROOT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, FOLDER: folder, PROJECT: project.path },
  });
  const pid = await waitUntil('the pid', () => pidIn(folder).catch(() => undefined), { timeoutMs: 25_000 });
  return { shell, pid };
}

describe('nothing is left when whoever started the playground ends', () => {
  it.each([
    ['npm start', 'SIGTERM', 'exec npm start --silent -- --services api --port 0 --directory "$FOLDER"'],
    ['npm start', 'SIGHUP', 'exec npm start --silent -- --services api --port 0 --directory "$FOLDER"'],
    ['npm start', 'SIGINT', 'exec npm start --silent -- --services api --port 0 --directory "$FOLDER"'],
    ['npm start', 'SIGKILL', 'exec npm start --silent -- --services api --port 0 --directory "$FOLDER"'],
    ['npx', 'SIGTERM', NPX],
    ['npx', 'SIGHUP', NPX],
    ['npx', 'SIGINT', NPX],
    ['npx', 'SIGKILL', NPX],
    ['the command itself', 'SIGTERM', `exec ${UP} "$FOLDER"`],
    ['the command itself', 'SIGHUP', `exec ${UP} "$FOLDER"`],
    ['the command itself', 'SIGINT', `exec ${UP} "$FOLDER"`],
    ['a parent', 'SIGTERM', `${UP} "$FOLDER"; true`],
    ['a parent', 'SIGKILL', `${UP} "$FOLDER"; true`],
  ] as const)('%s, %s', async (_what, signal, commandLine) => {
    await using directory = await temporaryDirectory();
    const { shell, pid } = await started(commandLine, directory.path);
    // A terminal sends SIGINT to all of its foreground; npm alone passes over one.
    process.kill(signal === 'SIGINT' ? -(shell.pid as number) : (shell.pid as number), signal);
    await waitUntil('the end of the playground', () => !lives(pid));
    await expect(readFile(path.join(directory.path, 'playground.pid'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it.each([['its reader has gone', `${UP} "$FOLDER" | head -1`]])(
    'ends quietly when %s',
    async (_what, commandLine) => {
      await using directory = await temporaryDirectory();
      const shell = spawn('bash', ['-c', commandLine], {
        cwd: ROOT,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, FOLDER: directory.path },
      });
      let errors = '';
      shell.stderr.on('data', (text) => {
        errors += text;
      });
      await pidIn(directory.path).catch(() => undefined);
      // It notices with the next line that it writes, here that of a request.
      await waitUntil('the end', async () => {
        const text = await readFile(path.join(directory.path, 'endpoints.json'), 'utf8').catch(
          () => undefined,
        );
        if (text) await fetch(`${JSON.parse(text).api.url}/pagination/offset`).catch(() => undefined);
        return shell.exitCode !== null;
      });
      expect(errors).toBe('');
    },
  );
});

describe('a playground in the background goes on', () => {
  it.each([
    [
      'when its script has ended',
      `${UP} "$FOLDER" & until [ -f "$FOLDER/endpoints.json" ]; do sleep 0.1; done`,
    ],
    ['after setsid', `setsid ${UP} "$FOLDER" & until [ -f "$FOLDER/endpoints.json" ]; do sleep 0.1; done`],
    ['after nohup', `nohup ${UP} "$FOLDER" & until [ -f "$FOLDER/endpoints.json" ]; do sleep 0.1; done`],
    [
      'after disown',
      `set -m; ${UP} "$FOLDER" & until [ -f "$FOLDER/endpoints.json" ]; do sleep 0.1; done; disown`,
    ],
  ])('%s', async (_what, commandLine) => {
    await using directory = await temporaryDirectory();
    const { shell, pid } = await started(commandLine, directory.path);
    if (shell.exitCode === null) await once(shell, 'exit');
    const { api } = JSON.parse(await readFile(path.join(directory.path, 'endpoints.json'), 'utf8'));
    // Longer than the command takes to notice that its parent has ended.
    const until = performance.now() + 700;
    await waitUntil('some looks', () => performance.now() > until);
    expect((await fetch(`${api.url}/_playground/health`)).status).toBe(200);
    if (commandLine.startsWith('nohup')) {
      process.kill(pid, 'SIGHUP');
      expect((await fetch(`${api.url}/_playground/health`)).status).toBe(200);
    }
    process.kill(pid, 'SIGTERM');
    await waitUntil('the end', () => !lives(pid));
  });
});
