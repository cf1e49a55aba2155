import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EnvironmentSettings } from '../../core/env.ts';
import { publishedPlacesFrom } from '../../playground/compose/places.ts';
import { setUp } from '../../playground/compose/set-up.ts';
import { readEndpointsFile } from '../../playground/endpoints-file.ts';
import { readKnownTruth } from '../../playground/known-truth.ts';
import { DEFAULT_TRUTH } from '../../playground/truth.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { DAMAGES, damage, lookOf } from './damages.ts';

/** What containers share. The other files are made by what `damaged-files.test.ts` damages. */
const MADE_AGAIN = [
  'host/certificates/ca.crt',
  'host/containers-truth.json',
  'host/containers.json',
  'network/containers-truth.json',
  'network/containers.json',
  'server/bastion/authorized_keys',
  'server/bastion/password',
  'server/tls.crt',
  'server/tls.key',
];
const PASSWORD = 'server/postgres-password';
const LIKE_EMBEDDED = /^(server\/bastion\/host-|host\/bastion\/keys\/|host\/certificates\/client\.pem$)/;

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
const shared = (file: string) => path.join(folder.path, 'shared', file);
const again = () =>
  setUp({
    authority: path.join(folder.path, 'authority'),
    directory: path.join(folder.path, 'shared'),
    published: publishedPlacesFrom(new EnvironmentSettings({})),
    names: [],
    truth: DEFAULT_TRUTH,
    forwards: 'postgres:5432',
  });

beforeAll(async () => {
  folder = await temporaryDirectory();
  await again();
});
afterAll(async () => folder[Symbol.asyncDispose]());

it('knows every file that containers share', async () => {
  const entries = await readdir(shared('.'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(shared('.'), path.join(parentPath, name)));
  expect(files.filter((file) => !LIKE_EMBEDDED.test(file)).toSorted()).toEqual(
    [...MADE_AGAIN, PASSWORD].toSorted(),
  );
});

/** Damages a file, has the set-up run, and puts the way out to the test where it must be taken. */
async function damaged(file: string, kind: (typeof DAMAGES)[number][1]): Promise<Error | undefined> {
  const somebodys = path.join(folder.path, 'somebodys');
  await rm(somebodys, { force: true });
  await damage(kind, shared(file), 'something else', somebodys);
  const before = await lookOf(shared(file));
  const error = await again().then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  if (kind === 'linked') expect(await readFile(somebodys, 'utf8')).toBe('');
  await expect(lstat(path.join(folder.path, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  if (error) expect(await lookOf(shared(file))).toBe(before);
  return error;
}

describe('a set-up when', () => {
  const rows = MADE_AGAIN.flatMap((file) => DAMAGES.map(([title, kind]) => [file, title, kind] as const));

  it.each(rows)('%s %s', async (file, _title, kind) => {
    const error = await damaged(file, kind);
    if (kind === 'directory') {
      expect(error).toMatchObject({
        code: 'ERR_SERVICE_FAILED',
        message: `${shared(file)} is a directory. Remove it: the next start writes a file there.`,
      });
      await rm(shared(file), { recursive: true });
      await again();
    } else expect(error).toBeUndefined();
    expect((await lstat(shared(file))).isFile()).toBe(true);
    expect((await readEndpointsFile(shared('host'))).api?.url).toBe('http://127.0.0.1:5001');
  });

  it.each([
    ['is empty', 'empty', 'is empty'],
    ['is a link that leads nowhere', 'dangling', 'is a link to '],
    ["is a link to somebody's file", 'linked', 'is empty'],
    ['is a directory', 'directory', 'is a directory'],
  ] as const)('the password of the database %s', async (_title, kind, what) => {
    const error = await damaged(PASSWORD, kind);
    expect(error).toMatchObject({ code: 'ERR_SERVICE_FAILED' });
    expect(error?.message).toContain(`${shared(PASSWORD)} ${what}`);
    expect(error?.message).toContain('Put the password of the database back');
    await rm(shared(PASSWORD), { recursive: true });
    await again();
    expect(await readFile(shared(PASSWORD), 'utf8')).toMatch(/^[\w-]{24}$/);
  });
});

const READERS = [
  ['containers.json', '{"api":{"url":"nowhere"}}', readEndpointsFile],
  ['containers-truth.json', '{"seed":"42"}', readKnownTruth],
] as const;

it.each(
  READERS.flatMap((reader) => DAMAGES.map(([title, kind]) => [reader[0], title, kind, reader] as const)),
)('a command names %s when it %s', async (name, _title, kind, [, wrong, read]) => {
  const file = shared(`host/${name}`);
  await damage(kind, file, wrong, path.join(folder.path, 'somebodys'));
  await expect(read(shared('host'))).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
    message: expect.stringMatching(new RegExp(`^${file} .*Copy it from the containers again`)),
  });
  await rm(file, { recursive: true });
  await again();
});
