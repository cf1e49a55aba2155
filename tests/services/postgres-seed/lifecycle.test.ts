import { access, chown, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../../../core/wait-until.ts';
import { createDataset } from '../../../fixtures/index.ts';
import { fixedCredentials } from '../../../services/postgres-seed/credentials.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import type { PostgresOptions } from '../../../services/postgres-seed/options.ts';
import { resetPostgres } from '../../../services/postgres-seed/reset.ts';
import { buildProgram, endProgram, runProgram } from './built-program.ts';
import { rowsOf, temporaryFolder } from './with-postgres.ts';

let program = '';
let directory = '';

beforeAll(async () => {
  [program, directory] = await Promise.all([buildProgram(), temporaryFolder()]);
});

afterAll(async () => {
  await rm(program, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
});

const small = (options: Partial<PostgresOptions> = {}) =>
  embeddedPostgres({ port: 0, directory, rows: 300, ...options });

const isRunning = (pid: number) =>
  // A zombie has an empty command line: it waits to be counted, and does nothing.
  readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (line) => line !== '',
    () => false,
  );

const isGone = (pid: number) => waitUntil(`pid ${pid} to end`, async () => !(await isRunning(pid)));

/** The server, and the shell that ends it with its master. */
async function serverProcesses(folder = directory): Promise<{ server: number; guard: number }> {
  const server = Number.parseInt(await readFile(join(folder, 'cluster/data/postmaster.pid'), 'utf8'), 10);
  const stat = await readFile(`/proc/${server}/stat`, 'utf8');
  return { server, guard: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) };
}

async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').map(Number);
}

/** Puts one row into the seeded table, and nothing else. */
async function insertOne(endpoints: PostgresEndpoints): Promise<void> {
  await resetPostgres(endpoints);
  await rowsOf(endpoints, "INSERT INTO users (name, email) VALUES ('Kept', 'kept@example.com')");
}

const countKept = "SELECT count(*)::int AS rows FROM users WHERE name = 'Kept'";

describe('the life of the server', () => {
  it('keeps what clients wrote from one start to the next', async () => {
    const service = small();
    try {
      await insertOne(await service.start());
      await service.stop();
      expect(await rowsOf(await service.start(), countKept)).toEqual([{ rows: 1 }]);
    } finally {
      await service.stop();
    }
  });

  it('loses nothing and leaves nothing when all of it is killed at once', async () => {
    const service = small();
    try {
      await insertOne(await service.start());
      const { server, guard } = await serverProcesses();
      process.kill(-guard, 'SIGKILL');
      await isGone(server);
      await service.stop();
      expect(await rowsOf(await service.start(), countKept)).toEqual([{ rows: 1 }]);
    } finally {
      await service.stop();
    }
    const left = await readdir(join(directory, 'cluster'));
    expect(left.sort()).toEqual(['data', 'identity.json']);
  });

  it('seeds anew when the seed is another', async () => {
    const first = small();
    await insertOne(await first.start()).finally(() => first.stop());
    const dataset = createDataset({ seed: 7 });
    const second = small({ dataset });
    try {
      const endpoints = await second.start();
      expect(await rowsOf(endpoints, countKept)).toEqual([{ rows: 0 }]);
      const [user] = await rowsOf(endpoints, 'SELECT name FROM users WHERE id = 1');
      expect(user).toEqual({ name: dataset.people.at(0).name });
    } finally {
      await second.stop();
    }
  });

  it('takes new passwords without seeding anew', async () => {
    const first = small();
    await insertOne(await first.start()).finally(() => first.stop());
    const owner = { user: 'playground', password: 'new "password" \\ \'with\' marks' };
    const second = small({ credentials: { ...fixedCredentials, owner } });
    try {
      expect(await rowsOf(await second.start(), countKept)).toEqual([{ rows: 1 }]);
    } finally {
      await second.stop();
    }
  });

  it('refuses a port that is taken, and leaves no folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await waitUntil('the other program', () => other.listening);
    try {
      const { port } = other.address() as { port: number };
      const service = small({ port, directory: join(directory, 'not/yet') });
      await expect(service.start()).rejects.toMatchObject({
        code: 'ERR_PORT_TAKEN',
        message: expect.stringContaining(String(port)),
      });
      await expect(access(join(directory, 'not'))).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      other.close();
    }
  });

  it('leaves no process and no folder when the server refuses to start', async () => {
    const service = small({
      directory: join(directory, 'not/yet'),
      tls: { key: 'no key', cert: 'no certificate' },
    });
    await expect(service.start()).rejects.toMatchObject({ code: 'ERR_SERVICE_FAILED' });
    await expect(access(join(directory, 'not'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([{ rows: -1 }, { rows: 1.5 }, { rows: 100_000_001 }, { port: 65_536 }])(
    'refuses %j',
    async (options) => {
      const service = small({ ...options, directory: join(directory, 'not/yet') });
      await expect(service.start()).rejects.toMatchObject({ code: 'ERR_BAD_OPTION' });
      await expect(access(join(directory, 'not'))).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );
});

describe('the server of another process', () => {
  it('runs under an ordinary account, and ends with a kill -9 of its master', async () => {
    const home = await temporaryFolder();
    const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
    try {
      if (account) await chown(home, account.uid, account.gid);
      const { process: master, endpoints } = await runProgram(program, home, account);
      const { server } = await serverProcesses(home);
      expect(await rowsOf(endpoints, 'SELECT count(*)::int AS rows FROM people')).toEqual([{ rows: 300 }]);
      await endProgram(master, 'SIGKILL');
      await isGone(server);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });

  it('keeps its folder to itself as long as it lives, and is stopped when it is an orphan', async () => {
    const { process: master, endpoints } = await runProgram(program, directory);
    const { server, guard } = await serverProcesses();
    await expect(small().start()).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining(String(master.pid)),
    });
    await insertOne(endpoints);
    // Both shells that would end it with its master, so that neither sees the other's end.
    const guards = [guard, ...(await childrenOf(guard))].filter((pid) => pid !== server);
    for (const pid of guards) process.kill(pid, 'SIGSTOP');
    await endProgram(master, 'SIGKILL');
    for (const pid of guards) process.kill(pid, 'SIGKILL');
    expect(await isRunning(server)).toBe(true);
    const service = small();
    try {
      expect(await rowsOf(await service.start(), countKept)).toEqual([{ rows: 1 }]);
      expect(await isRunning(server)).toBe(false);
    } finally {
      await service.stop();
    }
  });

  it('ends with its master also when one of the shells was killed that watch it', async () => {
    const { process: master } = await runProgram(program, directory);
    const { server, guard } = await serverProcesses();
    const watchers = (await childrenOf(guard)).filter((pid) => pid !== server);
    process.kill(watchers[0] as number, 'SIGKILL');
    await endProgram(master, 'SIGKILL');
    const service = small();
    try {
      await service.start();
      expect(await isRunning(server)).toBe(false);
    } finally {
      await service.stop();
    }
  });

  it('gives its port to the next start, although its master is dead only now', async () => {
    const { process: master, endpoints } = await runProgram(program, directory);
    await endProgram(master, 'SIGKILL');
    const service = small({ port: endpoints.port });
    try {
      expect((await service.start()).port).toBe(endpoints.port);
    } finally {
      await service.stop();
    }
  });

  it('stops on SIGTERM', async () => {
    const { process: master } = await runProgram(program, directory);
    const { server } = await serverProcesses();
    await endProgram(master, 'SIGTERM');
    expect(master.exitCode).toBe(0);
    expect(await isRunning(server)).toBe(false);
  });
});
