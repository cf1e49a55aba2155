import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { replaceFile } from '../../core/replace-file.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let directory = '';
let path = '';
let target = '';

beforeEach(async () => {
  folder = await temporaryDirectory();
  directory = folder.path;
  path = join(directory, 'file');
  target = join(directory, 'target');
  writeFileSync(target, 'of somebody else');
});
afterEach(async () => {
  await folder[Symbol.asyncDispose]();
});

/** What may stand at the name of the draft or of the file before. */
const BEFORE: Readonly<Record<string, (place: string) => void>> = {
  nothing: () => undefined,
  'an old file': (place) => writeFileSync(place, 'old and much longer than the new one'),
  'a link to a file': (place) => symlinkSync(target, place),
  'a second name of a file': (place) => linkSync(target, place),
  'a link to nowhere': (place) => symlinkSync(join(directory, 'nowhere'), place),
  'a link to itself': (place) => symlinkSync(place, place),
};

const ROWS = Object.keys(BEFORE).flatMap((draft) =>
  Object.keys(BEFORE).map((file) => [draft, file] as const),
);

describe('a replaced file', () => {
  it.each([...ROWS, ['a folder', 'nothing'] as const])(
    'with %s as its draft and %s before',
    (draft, file) => {
      if (draft === 'a folder') mkdirSync(`${path}.new`);
      else BEFORE[draft]?.(`${path}.new`);
      BEFORE[file]?.(path);
      replaceFile(path, 'new', { mode: 0o600 });
      expect(lstatSync(path).isFile()).toBe(true);
      expect(readFileSync(path, 'utf8')).toBe('new');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(target, 'utf8')).toBe('of somebody else');
      expect(readdirSync(directory).toSorted()).toEqual(['file', 'target']);
    },
  );

  it('may be read by everybody whom the umask lets, unless a mode is given', () => {
    const before = process.umask(0o027);
    try {
      replaceFile(path, Buffer.from([0, 255]));
    } finally {
      process.umask(before);
    }
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path)).toEqual(Buffer.from([0, 255]));
  });

  it('is not made in the place of a folder, which stays', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'inside'), 'kept');
    expect(() => replaceFile(path, 'new')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('kept');
    expect(readdirSync(directory).toSorted()).toEqual(['file', 'target']);
  });
});
