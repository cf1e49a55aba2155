import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitUntil } from '../../core/wait-until.ts';
import type { StartedEndpoints } from '../../playground/manifests.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const COMMAND = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
/** Every service on a port of its own choice, so that nothing on this machine is in the way. */
const ANY_PORTS = 'api=0,postgres=0,bastion=0,s3=0,key-vault=0,gateway=0,redshift=0';

interface Running {
  readonly process: ChildProcess;
  readonly endpoints: Required<StartedEndpoints>;
}

/** The built command as a process group of its own, ready. */
async function up(directory: string): Promise<Running> {
  const argv = [COMMAND, 'up', '--ports', ANY_PORTS, '--directory', directory, '--log', 'json'];
  const child = spawn(process.execPath, argv, { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await waitUntil('the playground', () => output.includes('"event":"ready"') || child.exitCode !== null, {
    timeoutMs: 60_000,
  });
  const text = await readFile(path.join(directory, 'endpoints.json'), 'utf8');
  return { process: child, endpoints: JSON.parse(text) };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const exit = once(child, 'exit');
  if (signal === 'SIGKILL') process.kill(-(child.pid as number), signal);
  else child.kill(signal);
  await exit;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

function s3({ s3: store }: Required<StartedEndpoints>): S3Client {
  const { url, region, accessKeyId, secretAccessKey } = store;
  return new S3Client({
    endpoint: url,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
}

describe('a playground that is killed with all its children', () => {
  it('starts again in the same folder, and has lost nothing', async () => {
    await using directory = await temporaryDirectory();
    const first = await up(directory.path);
    const object = { Bucket: first.endpoints.s3.bucket, Key: 'kept/across-a-kill.txt' };
    await query(first.endpoints.postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await s3(first.endpoints).send(new PutObjectCommand({ ...object, Body: 'still here' }));
    await end(first.process, 'SIGKILL');

    const second = await up(directory.path);
    try {
      expect(await query(second.endpoints.postgres.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      const kept = await s3(second.endpoints).send(new GetObjectCommand(object));
      expect(await kept.Body?.transformToString()).toBe('still here');
      expect(second.endpoints.bastion.hostKeys).toEqual(first.endpoints.bastion.hostKeys);
      expect((await fetch(`${second.endpoints.api.url}/_playground/health`)).status).toBe(200);
    } finally {
      await end(second.process, 'SIGTERM');
    }
    expect(second.process.exitCode).toBe(0);
    await expect(query(second.endpoints.postgres.url, 'SELECT 1')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  }, 120_000);
});
