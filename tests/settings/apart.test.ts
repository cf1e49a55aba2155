import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

/** Services that are programs of their own, and what Compose starts before them all. */
const PROGRAMS = ['services/api/main.js', 'services/s3-minio/main.js', 'playground/compose/set-up-main.js'];
const ASKED: readonly (readonly [Record<string, string>, string])[] = [
  [{ PLAYGROUND_WORLD: 'living' }, "PLAYGROUND_WORLD is 'living', and a service that runs by itself"],
  [{ PLAYGROUND_WORLD: 'living+late' }, "PLAYGROUND_WORLD is 'living+late', and a service"],
  [{ PLAYGROUND_WORLD: 'lively' }, "PLAYGROUND_WORLD is 'lively'. There is no world 'lively'"],
  [{ PLAYGROUND_CLOCK_RATE: '60' }, "PLAYGROUND_CLOCK_RATE is '60', and a service that runs by itself"],
];

it.each(PROGRAMS.flatMap((program) => ASKED.map(([env, said]) => ({ program, env, said }))))(
  '$program refuses $env when it starts',
  async ({ program, env, said }) => {
    const run = promisify(execFile)(process.execPath, [`dist/${program}`], {
      env: { ...process.env, ...env },
    });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
  },
);
