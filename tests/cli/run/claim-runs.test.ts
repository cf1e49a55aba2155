import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { run } from '../../../cli/program.ts';
import { claimRuns } from '../../../cli/run/claim-runs.ts';
import { identityOf } from '../../../core/process-identity.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { HELLO, runBench } from '../../support/run-bench.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { testTerminal } from '../../support/test-terminal.ts';

// One starts a playground and several processes.
jest.setTimeout(60_000);

const { signal } = new AbortController();

/** Fails a test in which somebody would have to wait. */
const inNoCase = { signal, say: (text: string) => expect(text).toBe('') };

describe('claimRuns', () => {
  it('gives a playground to one run at a time, in whatever order', async () => {
    await using folder = await temporaryDirectory();
    let running = 0;
    const most: number[] = [];
    const told: string[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        await using _claim = await claimRuns(folder.path, { signal, say: (text) => told.push(text) });
        running += 1;
        most.push(running);
        await new Promise(setImmediate);
        running -= 1;
      }),
    );
    expect(most).toEqual([1, 1, 1, 1, 1]);
    expect(told).toEqual(
      Array(4).fill(
        `Waiting for another run (process ${process.pid}) to end: both would reset the same data.\n`,
      ),
    );
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('takes over what a killed run has left', async () => {
    await using folder = await temporaryDirectory();
    const other = spawn('sleep', ['60']);
    await writeFile(path.join(folder.path, 'run.pid'), `${await identityOf(other.pid ?? 0)}\n`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await using _claim = await claimRuns(folder.path, inNoCase);
    expect(await readFile(path.join(folder.path, 'run.pid'), 'utf8')).toContain(String(process.pid));
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ['is empty', (file) => writeFile(file, '')],
    ['is garbage', (file) => writeFile(file, '\xff\0process')],
    ['is a link that leads nowhere', (file) => symlink('/nowhere/at/all', file)],
    ["is a link to somebody's file", (file) => symlink(import.meta.filename, file)],
  ])('makes a claim again that %s', async (_what, damage) => {
    await using folder = await temporaryDirectory();
    await damage(path.join(folder.path, 'run.pid'));
    const before = await readFile(import.meta.filename);
    {
      await using _claim = await claimRuns(folder.path, inNoCase);
      expect(await readdir(folder.path)).toEqual(['run.pid']);
    }
    expect(await readdir(folder.path)).toEqual([]);
    expect(await readFile(import.meta.filename)).toEqual(before);
  });

  it('refuses to remove a directory', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'run.pid');
    await mkdir(file);
    await expect(claimRuns(folder.path, inNoCase)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: `${file} is a directory. Remove it: a run writes a file there.`,
    });
    expect(await readdir(folder.path)).toEqual(['run.pid']);
  });

  it('ends to wait when it is interrupted', async () => {
    await using folder = await temporaryDirectory();
    await using _claim = await claimRuns(folder.path, inNoCase);
    const interruption = new AbortController();
    const say = (): void => interruption.abort(new Error('Interrupted.'));
    const waiting = claimRuns(folder.path, { signal: interruption.signal, say });
    await expect(waiting).rejects.toThrow('Interrupted.');
    expect(await readdir(folder.path)).toEqual(['run.pid']);
  });
});

describe('two runs', () => {
  it('do not reset the data of each other: the second waits, and says for whom', async () => {
    await using it = await runBench();
    await using other = await testTerminal({ PATH: process.env['PATH'] });
    const hangsAs = path.join(it.terminal.directory, 'process');
    const first = it.run(await it.connector('mine', [{ hangsAs }]));
    await waitUntil('the first to run', () => readFile(hangsAs, 'utf8').catch(() => undefined));
    const hello = await it.connector('quickstart/hello', HELLO);
    const options = ['--directory', path.join(it.terminal.directory, '.playground')];
    const venv = ['--venv', path.join(it.terminal.directory, 'venv')];
    const second = run(['run', hello, ...options, ...venv, '--quiet'], other);
    await waitUntil('the second to say', () => other.errors !== '');
    expect(other.errors).toBe(
      `Waiting for another run (process ${process.pid}) to end: both would reset the same data.\n`,
    );
    expect(other.output).toBe('');
    it.terminal.interrupt();
    expect([await first, await second]).toEqual([130, 0]);
    expect(other.output).toContain('quickstart/hello: as expected');
  });
});
