import { link, mkdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { noise, WAYS, way } from './s3-damages.ts';
import { type Folder, makeTemplate, type Template } from './s3-folder.ts';
import { expectMended, expectRefusal, expectStart, type Harm } from './s3-folder-outcomes.ts';

let template: Template;
beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => template.remove());

describe('a seed.json that', () => {
  const seed = ({ seed: file }: Folder): string => file;
  const logged = ['seed_damaged'];
  it.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('%s is made again', (name) =>
    expectMended(template, way(name, seed), { logged }),
  );
  it.each<[string, (text: string) => string]>([
    ['is no object', () => '[]'],
    ['is of another format', () => '{"format":"seed","version":99,"items":[]}'],
    ['has no fingerprint', (text) => text.replace('fingerprint', 'print')],
    ['has half a fingerprint', (text) => text.replace(/"fingerprint":"\w{32}/, '"fingerprint":"')],
    ['has no events', (text) => `${text.slice(0, text.indexOf('"events"'))}"events":[]}`],
    ['has an unknown event', (text) => text.replace('version-written', 'version-painted')],
    ['has a blob outside', (text) => text.replace(/"blob":"\w{32}"/, '"blob":"../../outside/file"')],
    ['has a blob that is not there', (text) => text.replace(/"blob":"\w{32}"/, `"blob":"${'0'.repeat(32)}"`)],
    ['has a byte too many', (text) => `${text}}`],
  ])('%s is made again', (_, change) =>
    expectMended(template, async ({ seed: file }) => writeFile(file, change(await readFile(file, 'utf8'))), {
      logged,
    }),
  );
});

describe('an unfinished file', () => {
  const drafts = ['journal.jsonl.new', 'seed.json.new'];
  const before: [string, (draft: string, folder: Folder) => Promise<unknown>][] = [
    ['a file', (draft) => writeFile(draft, noise(100))],
    ['a link to a file elsewhere', (draft, folder) => symlink(folder.outsideFile, draft)],
    ['a second name of a file elsewhere', (draft, folder) => link(folder.outsideFile, draft)],
    ['a link to a folder elsewhere', (draft, folder) => symlink(folder.outsideFolder, draft)],
    ['a link to nowhere', (draft, folder) => symlink(`${folder.outsideFile}.none`, draft)],
    ['a link to itself', (draft) => symlink(draft, draft)],
    ['a folder', (draft) => mkdir(draft)],
  ];
  it.each(drafts.flatMap((draft) => before.map(([name, make]) => [draft, name, make] as const)))(
    '%s that is %s is replaced, and not followed',
    (draft, _, make) =>
      expectStart(
        template,
        async (folder) => {
          // So that both files are written, and not only the event log.
          await unlink(folder.seed);
          await make(path.join(folder.path, draft), folder);
        },
        { logged: ['seed_damaged'] },
      ),
  );
});

describe('a directory that', () => {
  it.each<[string, Harm]>([
    ['is a file', async ({ path: folder }) => replace(folder, () => writeFile(folder, 'x'))],
    ['is an empty file', async ({ path: folder }) => replace(folder, () => writeFile(folder, ''))],
    ['is a pipe', way('is a pipe', ({ path: folder }) => folder)],
    ['is a link to itself', way('is a link to itself', ({ path: folder }) => folder)],
    ['is a link to a file', way('is a link to a file elsewhere', ({ path: folder }) => folder)],
  ])('%s is refused', (_, harm) => expectRefusal(template, harm, 'path'));
});

async function replace(file: string, make: () => Promise<unknown>): Promise<void> {
  await rm(file, { recursive: true });
  await make();
}
