import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from '@jest/globals';
import { resetS3 } from '../../services/s3-minio/reset.ts';
import {
  contentOf,
  copyOf,
  type Folder,
  filesBelow,
  type Logged,
  OBJECTS,
  OUTSIDE,
  SEEDED,
  STRAY,
  startOn,
  type Template,
} from './s3-folder.ts';

export type Harm = (folder: Folder) => Promise<unknown> | unknown;

/** The start refuses by name, changes nothing, and starts when the way out was gone. */
export async function expectRefusal(
  template: Template,
  harm: Harm,
  named: 'path' | 'journal' | 'blobs',
): Promise<void> {
  await using folder = await copyOf(template);
  await harm(folder);
  const before = await filesBelow(path.dirname(folder.path));
  const error = await startOn(folder.path).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'ERR_SERVICE_FAILED' });
  expect(error.message).toContain(folder[named]);
  expect(error.message).toMatch(/[Mm]ove .* away/);
  expect(await filesBelow(path.dirname(folder.path))).toEqual(before);
  await rename(folder[named], path.join(path.dirname(folder.path), 'moved-away'));
  await using s3 = await startOn(folder.path);
  expect(await contentOf(s3, 'fixtures/invoices/INV-2024-0001.pdf')).not.toBe('NoSuchBucket');
}

export interface Start {
  /** What is logged: the event, and what tells where (line, object, file). */
  readonly logged: readonly string[];
  /** Objects that are not there as they were, and the code they are answered with. */
  readonly gone?: Readonly<Record<string, string>>;
}

/** The service starts, says exactly this, and whatever is not `gone` is there byte by byte. */
export async function expectStart(template: Template, harm: Harm, start: Start): Promise<void> {
  await using folder = await copyOf(template);
  await expectFirstStart(template, folder, harm, start);
}

async function expectFirstStart(
  template: Template,
  folder: Folder,
  harm: Harm,
  { logged, gone = {} }: Start,
): Promise<void> {
  await harm(folder);
  const harmed = await filesBelow(folder.path);
  const said: Logged[] = [];
  {
    await using s3 = await startOn(folder.path);
    said.push(...s3.logged);
    expect(s3.logged.map(presented)).toEqual(logged);
    for (const { fields } of s3.logged) {
      expect(fields).toMatchObject({ wayOut: expect.stringMatching(/\w{4,}.*\.$/) });
      if (fields['file']) expect(String(fields['file'])).toContain(folder.path);
    }
    await expectObjects(s3, template, gone);
    await s3.client.send(new PutObjectCommand({ Bucket: 'fixtures', Key: 'new', Body: 'new' }));
  }
  await expectNothingLost(folder, harmed, said);
}

/** The same, and what was mended stays so: the next start names only bytes that are gone, and can be reset. */
export async function expectMended(template: Template, harm: Harm, start: Start): Promise<void> {
  await using folder = await copyOf(template);
  await expectFirstStart(template, folder, harm, start);
  const { logged, gone = {} } = start;
  await using s3 = await startOn(folder.path);
  const again = logged.filter((line) => line.startsWith('object_damaged'));
  expect(s3.logged.map(presented)).toEqual(again);
  await expectObjects(s3, template, gone);
  expect(await contentOf(s3, 'fixtures/new')).toEqual(Buffer.from('new'));
  await resetS3(s3.endpoints);
  expect(await contentOf(s3, SEEDED)).toEqual(template.seeded);
  expect(await contentOf(s3, 'mine/first')).toBe('NoSuchBucket');
}

/** The event, and what tells where. */
function presented({ event, fields }: Logged): string {
  const { line, bucket, key, count } = fields;
  const places = [line, key === undefined ? bucket : `${bucket}/${key}`, count];
  return [event, ...places.filter((place) => place !== undefined)].join(' ');
}

async function expectObjects(
  s3: Parameters<typeof contentOf>[0],
  { seeded }: Template,
  gone: Readonly<Record<string, string>>,
): Promise<void> {
  const expected = Object.entries({ ...OBJECTS, [SEEDED]: seeded, ...gone });
  const found = await Promise.all(expected.map(async ([name]) => [name, await contentOf(s3, name)] as const));
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
}

/** Every blob, and every file of which the log says that it is kept, is somewhere as it was; so is what is not ours. */
async function expectNothingLost(
  folder: Folder,
  before: ReadonlyMap<string, string>,
  logged: readonly Logged[],
) {
  const contents = new Set((await filesBelow(folder.path)).values());
  for (const [name, content] of before) {
    const isKept = logged.some(({ fields: { file, kept } }) => kept && file === path.join(folder.path, name));
    const isSwept = content === 'a link' || (logged.length === 0 && name === `blobs/${STRAY}`);
    if (isKept || (name.startsWith('blobs/') && !isSwept)) {
      expect([name, contents.has(content)]).toEqual([name, true]);
    }
  }
  expect(await readFile(folder.outsideFile, 'utf8')).toBe(OUTSIDE);
  expect([...(await filesBelow(folder.outsideFolder)).values()]).toEqual([OUTSIDE]);
}
