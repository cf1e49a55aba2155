import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { processesIn } from './processes-in.ts';
import { ANY_PORTS, type StartedCommand, startCommand } from './started-command.ts';

// Each test starts servers of its own, once or twice.
jest.setTimeout(90_000);

const LONG = { timeoutMs: 25_000 };
const ROWS = '1500000';

/** A start of every service that takes long to fill its database. */
function startSeeding(directory: string, ports = ANY_PORTS): StartedCommand {
  return startCommand(
    ...['up', '--log', 'json', '--directory', directory],
    ...['--ports', ports, '--postgres-rows', ROWS],
  );
}

/** How far the large table is, from 0 to 1. */
function shareOf(command: StartedCommand): number {
  const seeding = command.events('seeding').findLast(({ total }) => total === Number(ROWS));
  return Number(seeding?.['done'] ?? 0) / Number(ROWS);
}

async function nothingRunsIn(directory: string): Promise<void> {
  await waitUntil('the end of every process', async () => (await processesIn(directory)).length === 0);
  expect(existsSync(path.join(directory, 'playground.pid'))).toBe(false);
  expect(existsSync(path.join(directory, 'endpoints.json'))).toBe(false);
}

describe('a start that is interrupted', () => {
  const seeded = (share: number) => (command: StartedCommand) => shareOf(command) >= share;
  const hasClaim = (_: StartedCommand, directory: string) =>
    existsSync(path.join(directory, 'playground.pid'));
  const hasDatabase = (_: StartedCommand, directory: string) =>
    existsSync(path.join(directory, 'postgres/cluster/data/postmaster.pid'));

  it.each([
    ['as soon as it has its folder', 'SIGINT', 130, hasClaim],
    ['as soon as it has its folder', 'SIGTERM', 143, hasClaim],
    ['when the API listens', 'SIGINT', 130, (command) => command.events('service_started').length > 0],
    ['when the database server starts', 'SIGINT', 130, hasDatabase],
    ['when it begins to seed', 'SIGINT', 130, (command) => command.events('seeding').length > 0],
    ['when it begins to seed', 'SIGHUP', 129, (command) => command.events('seeding').length > 0],
    ['at 1 % of the rows', 'SIGINT', 130, seeded(0.01)],
    ['at 17 % of the rows', 'SIGINT', 130, seeded(0.17)],
  ] as [string, NodeJS.Signals, number, (command: StartedCommand, directory: string) => boolean][])(
    'ends: %s, by %s with exit code %i',
    async (_when, signal, code, isThere) => {
      await using folder = await temporaryDirectory();
      await using command = startSeeding(folder.path);
      await waitUntil('the moment', () => isThere(command, folder.path), { ...LONG, intervalMs: 2 });
      command.child.kill(signal);
      expect(await command.end()).toBe(code);
      expect(command.errors).toBe('error: Interrupted while starting.\n');
      expect(command.events('ready')).toEqual([]);
      // It did not end because it was done.
      expect(shareOf(command)).toBeLessThan(0.7);
      await nothingRunsIn(folder.path);
    },
  );

  it('is no obstacle for the next', async () => {
    await using folder = await temporaryDirectory();
    await using first = startSeeding(folder.path);
    await waitUntil('some rows', () => shareOf(first) > 0, LONG);
    first.child.kill('SIGINT');
    expect(await first.end()).toBe(130);
    await using second = startCommand(
      ...['up', '--log', 'json', '--directory', folder.path],
      ...['--ports', ANY_PORTS, '--postgres-rows', '10'],
    );
    await waitUntil('the playground', () => second.events('ready').length > 0, LONG);
    second.child.kill('SIGINT');
    expect([await second.end(), second.errors]).toEqual([0, '']);
  });

  it('ends `playground seed`, too', async () => {
    await using folder = await temporaryDirectory();
    await using command = startCommand(
      'seed',
      '--log',
      'json',
      '--directory',
      folder.path,
      '--postgres-rows',
      ROWS,
    );
    await waitUntil('some rows', () => shareOf(command) > 0, LONG);
    command.child.kill('SIGINT');
    expect([await command.end(), command.errors]).toEqual([130, 'error: Interrupted while seeding.\n']);
    await nothingRunsIn(folder.path);
  });
});

/** A port that somebody else listens on. */
async function takenPort() {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.dispose]: () => void other.close(),
  };
}

describe('a start that fails', () => {
  it('because the API has no port has made no database', async () => {
    await using folder = await temporaryDirectory();
    using taken = await takenPort();
    await using command = startSeeding(folder.path, ANY_PORTS.replace('api=0', `api=${taken.port}`));
    expect(await command.end(LONG)).toBe(1);
    expect(command.errors).toContain(
      `api cannot listen on 127.0.0.1:${taken.port}: another program has that port`,
    );
    expect(existsSync(path.join(folder.path, 'postgres'))).toBe(false);
    expect(existsSync(path.join(folder.path, 's3'))).toBe(false);
    await nothingRunsIn(folder.path);
  });

  it('because the object store has no port does not seed the database first', async () => {
    await using folder = await temporaryDirectory();
    using taken = await takenPort();
    await using command = startSeeding(folder.path, ANY_PORTS.replace('s3=0', `s3=${taken.port}`));
    expect(await command.end(LONG)).toBe(1);
    expect(command.errors).toMatch(/s3 cannot listen on .*another program has that port/);
    expect(shareOf(command)).toBeLessThan(0.7);
    await nothingRunsIn(folder.path);
  });
});

it('has the port of a database again whose playground was killed with all that watched it', async () => {
  await using folder = await temporaryDirectory();
  const up = (port: number) =>
    startCommand(
      ...['up', '--log', 'json', '--directory', folder.path, '--services', 'postgres'],
      ...['--ports', `postgres=${port}`, '--postgres-rows', '10'],
    );
  const portOf = async (): Promise<number> => {
    const text = await readFile(path.join(folder.path, 'endpoints.json'), 'utf8');
    return JSON.parse(text).postgres.port;
  };
  await using first = up(0);
  await waitUntil('the playground', () => first.events('ready').length > 0, LONG);
  const port = await portOf();
  const lock = await readFile(path.join(folder.path, 'postgres/cluster/data/postmaster.pid'), 'utf8');
  const server = Number.parseInt(lock, 10);
  const guards = (await guardsIn(folder.path)).filter((pid) => pid !== server);
  // Asleep, so that none sees the end of the others and stops the server.
  for (const pid of guards) process.kill(pid, 'SIGSTOP');
  first.child.kill('SIGKILL');
  await first.end();
  for (const pid of guards) process.kill(pid, 'SIGKILL');
  expect(await processesIn(folder.path)).toContain(server);

  await using second = up(port);
  await waitUntil('the playground', () => second.events('ready').length > 0, LONG);
  expect(await portOf()).toBe(port);
  expect(await processesIn(folder.path)).not.toContain(server);
  second.child.kill('SIGTERM');
  expect(await second.end()).toBe(0);
  await nothingRunsIn(folder.path);
});

/** The shells that end the server with its playground. */
async function guardsIn(folder: string): Promise<number[]> {
  const pids = await processesIn(folder);
  const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8')));
  return pids.filter((_, index) => names[index] === 'sh\n');
}
