import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { waitUntil } from '../../core/wait-until.ts';
import { createDataset, DEFAULT_DATASET, World } from '../../fixtures/index.ts';
import { moveClock, readClock } from '../../playground/clock/remote-clock.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';
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
async function up(directory: string, ...more: readonly string[]): Promise<Running> {
  const argv = [COMMAND, 'up', '--ports', ANY_PORTS, '--directory', directory, '--log', 'json', ...more];
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

describe('a living world that is killed', () => {
  const HOUR = 3_600_000;
  const { anchor } = DEFAULT_DATASET;
  const ROWS = 3000;
  const LIVING = [
    '--services',
    'api,postgres',
    '--world',
    'living',
    '--postgres-rows',
    String(ROWS),
    '--control-port',
    '0',
  ];
  const users = new World(createDataset({ world: 'living' }), { databasePeople: ROWS }).table(
    'public.people',
  );

  /** While it does something, at the latest after that; and started again. */
  async function killed(
    directory: string,
    during: (controlUrl: string, kill: () => Promise<void>) => Promise<void>,
  ) {
    const first = await up(directory, ...LIVING);
    const kill = () => end(first.process, 'SIGKILL');
    await during((await readControlUrl(directory)) as string, kill);
    const second = await up(directory, ...LIVING);
    const controlUrl = (await readControlUrl(directory)) as string;
    return { ...second, controlUrl, [Symbol.asyncDispose]: () => end(second.process, 'SIGTERM') };
  }

  /** The database holds the rows of what the clock shows, which is told. */
  async function expectAgreement({
    endpoints,
    controlUrl,
  }: Running & { controlUrl: string }): Promise<number> {
    await moveClock(controlUrl, { rate: 0 });
    const now = Date.parse((await moveClock(controlUrl, { advance: '0s' })).now);
    const { url } = endpoints.postgres;
    expect(await query(url, 'SELECT playground.now() AS now')).toEqual([{ now: new Date(now) }]);
    const view = users.seenAt(now);
    const ids = view.rows(0, view.size).map(({ values }) => ({ id: values['id'] }));
    expect(await query(url, 'SELECT id FROM public.people ORDER BY id')).toEqual(ids);
    expect((await fetch(`${endpoints.api.url}/pagination/offset`)).headers.get('date')).toBe(
      new Date(now).toUTCString(),
    );
    return now;
  }

  it('in the middle of an advance goes on from what its clients may have seen', async () => {
    await using directory = await temporaryDirectory();
    await using again = await killed(directory.path, async (controlUrl, kill) => {
      await moveClock(controlUrl, { advance: '1h' });
      let killing: Promise<void> | undefined;
      const progress = (done: number, total: number): void => {
        if (done > 0 && done < total) killing ??= kill();
      };
      await expect(moveClock(controlUrl, { advance: '20d' }, progress)).rejects.toThrow();
      await killing;
    });
    const now = await expectAgreement(again);
    expect(now).toBeGreaterThan(anchor + HOUR);
    expect(now).toBeLessThan(anchor + 20 * 24 * HOUR + HOUR);
  }, 120_000);

  it('while its clock runs never shows what was before', async () => {
    await using directory = await temporaryDirectory();
    let seen = 0;
    await using again = await killed(directory.path, async (controlUrl, kill) => {
      await moveClock(controlUrl, { rate: 20_000 });
      await waitUntil('an hour', async () => {
        seen = Date.parse((await readClock(controlUrl)).now);
        return seen > anchor + HOUR;
      });
      await kill();
    });
    expect((await readClock(again.controlUrl)).rate).toBe(20_000);
    expect(await expectAgreement(again)).toBeGreaterThanOrEqual(seen);
  }, 120_000);
});
