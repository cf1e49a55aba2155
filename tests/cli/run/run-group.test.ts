import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runGroup } from '../../../cli/run/run-group.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const never = new AbortController().signal;

function shell(script: string, directory: string) {
  return { argv: ['/bin/sh', '-c', script], directory, env: { PATH: process.env['PATH'] } };
}

describe('runGroup', () => {
  it.each([
    ['echo out; echo err >&2; exit 3', 3, ['err\n', 'out\n']],
    ['kill -TERM $$', 143, []],
    ['cat', 0, []],
  ])('gives the output and the end of: %s', async (script, exitCode, output) => {
    await using directory = await temporaryDirectory();
    const said: string[] = [];
    const ended = await runGroup(shell(script, directory.path), {
      timeoutMs: 10_000,
      signal: never,
      onOutput: (text) => said.push(text),
    });
    expect(ended).toEqual({ exitCode, timedOut: false });
    expect(said.sort()).toEqual(output);
  });

  it('ends what a program left running, which would keep its output open', async () => {
    await using directory = await temporaryDirectory();
    const script = 'sleep 1000 & echo $! > left; exit 0';
    const watch = { timeoutMs: 10_000, signal: never, onOutput: () => undefined };
    expect(await runGroup(shell(script, directory.path), watch)).toEqual({ exitCode: 0, timedOut: false });
    const left = Number(await readFile(path.join(directory.path, 'left'), 'utf8'));
    await waitUntil('the process to be gone', async () => !(await isAlive(left)));
  });

  it.each([
    ['time is up', 100, never],
    ['it was aborted before it began', 10_000, AbortSignal.abort()],
  ])('ends a program when %s', async (_when, timeoutMs, signal) => {
    await using directory = await temporaryDirectory();
    const watch = { timeoutMs, signal, onOutput: () => undefined };
    expect(await runGroup(shell('sleep 1000', directory.path), watch)).toEqual({
      exitCode: 143,
      timedOut: signal === never,
    });
  });

  it('rejects when there is no such program', async () => {
    const watch = { timeoutMs: 10_000, signal: never, onOutput: () => undefined };
    const command = { argv: ['no-such-program'], directory: '/', env: {} };
    await expect(runGroup(command, watch)).rejects.toThrow('ENOENT');
  });
});

/** A process that has ended but that nobody has asked about is still there; its state says so. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !/\) Z/.test(status);
}
