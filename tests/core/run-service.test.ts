import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const MAIN = path.resolve(import.meta.dirname, '../../dist/services/api/main.js');
const exec = promisify(execFile);

describe('a service as a process of its own', () => {
  it.each([
    [
      { PLAYGROUND_RECORDS: 'many' },
      /^\{"failed":"PLAYGROUND_RECORDS must be a whole number, but is 'many'\."\}\n$/,
    ],
    [
      { PLAYGROUND_RECORDS: '-1' },
      /^\{"failed":"records must be a whole number from 0 to 1000000000000, but is -1"\}\n$/,
    ],
    [{ API_PORT: '70000' }, /^\{"failed":"[^"]*70000/],
  ])('says in one line of JSON what is wrong with %j', async (env, line) => {
    const run = exec(process.execPath, [MAIN], { env: { ...process.env, ...env } });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(line) });
  });
});
