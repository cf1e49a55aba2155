import { cp, lstat, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogFields, Logger } from '../../core/logger.ts';
import { readControlUrl } from '../../playground/control/control-file.ts';
import { readEndpointsFile } from '../../playground/endpoints-file.ts';
import { createPlayground } from '../../playground/playground.ts';
import { readTruthFile } from '../../playground/truth.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { DAMAGES, type Damage, damage, lookOf } from './damages.ts';
import { type Outcome, ROWS, type Row } from './kept-files.ts';

/** Of the database and of the object store, whose own tests damage them. */
const OF_OTHERS = /^(postgres|s3)\//;

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;
/** What a playground leaves that is killed. */
let model = '';
let files: readonly string[] = [];

/** Below a folder, by their relative paths. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)))
    .toSorted();
}

beforeAll(async () => {
  scratch = await temporaryDirectory();
  model = path.join(scratch.path, 'model');
  const directory = path.join(scratch.path, 'running');
  {
    await using _all = await createPlayground({ directory, postgresRows: 10 });
    files = (await filesIn(directory)).filter((file) => !OF_OTHERS.test(file));
    for (const file of files) await cp(path.join(directory, file), path.join(model, file));
  }
  await writeFile(path.join(model, 'playground.pid'), '999999999 1\n');
  await using _other = await createPlayground({
    directory: `${scratch.path}/other`,
    services: ['bastion'],
  });
});
afterAll(async () => scratch[Symbol.asyncDispose]());

it('knows every file of a playground', () => {
  expect(files).toEqual(ROWS.map(({ file }) => file).toSorted());
});

async function textOf(wrong: Row['wrong']): Promise<string> {
  if (typeof wrong === 'string') return wrong;
  const file = wrong.like.startsWith('other/') ? path.join('..', wrong.like) : wrong.like;
  return readFile(path.join(model, file), 'utf8');
}

/** A copy of what a killed playground left, with the files of somebody else beside it. */
async function copy() {
  const folder = await temporaryDirectory();
  const directory = path.join(folder.path, '.playground');
  await cp(model, directory, { recursive: true });
  return { ...folder, directory, somebodys: path.join(folder.path, 'somebodys') };
}

function outcomeOf(row: Row, kind: Damage): Outcome {
  if (kind === 'directory') return /is a directory/;
  return kind === 'linked' ? row.empty : row[kind];
}

/** The service that reads the file; every start reads those that are no service's. */
const readerOf = (name: string) => (name.startsWith('bastion/') ? 'bastion' : 'api');

describe('a start when', () => {
  const rows = ROWS.flatMap((row) => DAMAGES.map(([title, kind]) => [row.file, title, row, kind] as const));

  it.each(rows)('%s %s', async (name, _title, row, kind) => {
    await using folder = await copy();
    const { directory, somebodys } = folder;
    const file = path.join(directory, name);
    await damage(kind, file, await textOf(row.wrong), somebodys);
    const before = await lookOf(file);
    const log: [string, LogFields][] = [];
    const logger: Logger = (event, fields) => log.push([event, fields]);
    const started = createPlayground({ directory, services: [readerOf(name)], logger });
    const outcome = outcomeOf(row, kind);
    if (outcome instanceof RegExp) {
      const error = await started.catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'ERR_SERVICE_FAILED', message: expect.stringMatching(outcome) });
      expect(error.message).toContain(file);
      expect(error.message).toMatch(/ Remove /);
      expect(await lookOf(file)).toBe(before);
    } else {
      await using playground = await started;
      expect(await readEndpointsFile(directory)).toEqual(playground.endpoints);
      expect(await readTruthFile(directory)).toMatchObject({ seed: 42 });
      expect(await readControlUrl(directory)).toBe(playground.controlUrl);
      if (outcome === 'kept') expect(await lookOf(file)).toBe(before);
      else expect((await lstat(file)).isFile()).toBe(true);
    }
    const told = log.filter(([event]) => event === 'file_made_again').map(([, fields]) => fields['file']);
    expect(told).toEqual(outcome === 'made again' ? [file] : []);
    if (kind === 'linked') expect(await readFile(somebodys, 'utf8')).toBe('');
    await expect(lstat(path.join(folder.path, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the way out that an error tells', () => {
  it.each(ROWS.map((row) => [row.file, row] as const))('of a damaged %s is one', async (name, row) => {
    await using folder = await copy();
    const { directory } = folder;
    const files = [name, ...(row.remedy ?? [])].map((file) => path.join(directory, file));
    await damage('directory', path.join(directory, name), '', folder.somebodys);
    const start = () => createPlayground({ directory, services: [readerOf(name)] });
    const { message } = await start().catch((thrown) => thrown);
    for (const file of files) {
      expect(message).toContain(file);
      await rm(file, { recursive: true });
    }
    await using _playground = await start();
    expect(await Promise.all(files.map(async (file) => (await lstat(file)).isFile()))).not.toContain(false);
  });
});

describe('a link in the place of a draft', () => {
  it.each([
    'playground.pid',
    'endpoints.json',
    'truth.json',
    'control.json',
    'certificates/client.pem',
    '.gitignore',
  ])('of %s is not followed', async (name) => {
    await using folder = await copy();
    await rm(path.join(folder.directory, name));
    await writeFile(folder.somebodys, "somebody's");
    await symlink(folder.somebodys, path.join(folder.directory, `${name}.new`));
    {
      await using _playground = await createPlayground({ directory: folder.directory, services: ['api'] });
      expect((await lstat(path.join(folder.directory, name))).isFile()).toBe(true);
    }
    expect(await readFile(folder.somebodys, 'utf8')).toBe("somebody's");
  });
});
