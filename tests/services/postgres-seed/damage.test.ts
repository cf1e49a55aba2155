import { chown, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import { rowsOf, temporaryFolder } from './with-postgres.ts';

let directory = '';
const made = () => embeddedPostgres({ port: 0, directory, rows: 10 });

beforeAll(async () => {
  directory = await temporaryFolder();
  const service = made();
  const endpoints = await service.start();
  await rowsOf(endpoints, "DELETE FROM users; INSERT INTO users (name, email) VALUES ('Kept', 'a')");
  await service.stop();
});

afterAll(() => rm(directory, { recursive: true, force: true }));

/** Whoever runs the tests may be root, to whom no mode closes a file: a link to itself is read by nobody. */
const DAMAGES: Readonly<Record<string, (path: string, content: Buffer) => Promise<void>>> = {
  'is empty': (path) => writeFile(path, ''),
  'is cut short': (path, content) => writeFile(path, content.subarray(0, Math.min(100, content.length >> 1))),
  'is garbage': (path, content) => writeFile(path, Buffer.alloc(content.length, 0xa7)),
  'is a folder': async (path) => {
    await rm(path, { force: true });
    await mkdir(path);
  },
  'cannot be read': async (path) => {
    await rm(path, { force: true });
    await symlink(path, path);
  },
};

/** `named`: an error names the file or its folder, and what to do. `made again`: nothing is lost, and it starts. */
const FILES: readonly [file: string, outcome: 'named' | 'made again'][] = [
  ['identity.json', 'named'],
  ['used-by', 'made again'],
  ['data/PG_VERSION', 'named'],
  ['data/global/pg_control', 'named'],
  ['data/postgresql.conf', 'made again'],
  ['data/postgresql.auto.conf', 'made again'],
  ['data/pg_hba.conf', 'made again'],
  ['data/postmaster.pid', 'made again'],
  ['log', 'made again'],
];

const ROWS = FILES.flatMap(([file, outcome]) =>
  Object.keys(DAMAGES).map((damage) => [file, damage, outcome] as const),
);

describe('a start when', () => {
  it.each(ROWS)('%s %s: it is %s', async (file, damage, outcome) => {
    const path = join(directory, 'cluster', file);
    const content = await readFile(path).catch(() => Buffer.from('1234567 890\n'));
    const owner = await stat(join(directory, 'cluster/data'));
    await DAMAGES[damage]?.(path, content);
    const service = made();
    try {
      if (outcome === 'named') {
        const error = await service.start().catch((thrown) => thrown);
        expect(error).toMatchObject({ code: 'ERR_SERVICE_FAILED' });
        expect(error.message).toContain(join(directory, 'cluster'));
        expect(error.message).toMatch(/remove (that folder|\S+cluster)/);
        await rm(path, { recursive: true, force: true });
        await writeFile(path, content, { mode: 0o600 });
        await chown(path, owner.uid, owner.gid);
      }
      // Made again, or put back: what clients wrote is there.
      expect(await rowsOf(await service.start(), 'SELECT name FROM users')).toEqual([{ name: 'Kept' }]);
    } finally {
      await service.stop();
    }
  });
});
