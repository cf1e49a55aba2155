import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const MAIN = path.resolve('dist/services/s3-minio/main.js');

/** Runs the store as a process of its own until it is ready, asks it something, and gives what it said of trouble. */
async function troubleOf(directory: string): Promise<string> {
  const env = { ...process.env, PLAYGROUND_S3_PORT: '0', PLAYGROUND_S3_DIRECTORY: directory };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = text(child.stderr);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { endpoints } = JSON.parse(line) as { endpoints: { url: string } };
  await fetch(endpoints.url);
  child.kill('SIGTERM');
  return said;
}

it('a store that runs alone says what is damaged, and nothing else', async () => {
  await using directory = await temporaryDirectory();
  const folder = path.join(directory.path, 's3');
  expect(await troubleOf(folder)).toBe('');
  await appendFile(path.join(folder, 'journal.jsonl'), '{"type":"no such event"}\n');
  const lines = (await troubleOf(folder)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ event: 'line_damaged', wayOut: expect.any(String) }),
  ]);
});
