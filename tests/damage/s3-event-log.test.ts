import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { noise, way } from './s3-damages.ts';
import { type Folder, makeTemplate, OBJECTS, type Template } from './s3-folder.ts';
import { expectMended, expectRefusal, expectStart, type Harm, type Start } from './s3-folder-outcomes.ts';

let template: Template;
beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => template.remove());

const ALL_GONE = Object.fromEntries(Object.keys(OBJECTS).map((name) => [name, 'NoSuchBucket']));
describe('a journal that', () => {
  const journal = ({ journal: file }: Folder): string => file;
  it.each(['is a link to a file elsewhere', 'is a link to itself', 'is a folder', 'is a pipe'] as const)(
    '%s is refused',
    (name) => expectRefusal(template, way(name, journal), 'journal'),
  );
  it.each(['is empty', 'is cut short', 'is noise', 'is missing'] as const)('%s is seeded again', (name) =>
    expectMended(template, way(name, journal), {
      logged: ['event_log_lost', 'blobs_kept 6'],
      gone: ALL_GONE,
    }),
  );
});

/** Changes the lines of the event log, its header the first; gives the number of the one that has a text. */
function edit(change: (lines: string[], find: (text: string) => number) => void): Harm {
  return async ({ journal }) => {
    const lines = (await readFile(journal, 'latin1')).split('\n');
    change(lines, (text) => lines.findIndex((line) => line.includes(text)));
    await writeFile(journal, lines.join('\n'), 'latin1');
  };
}

const event = (text: string): string => `"type":"${text}"`;
const SECOND = '"key":"second","versionId":"null","isDeleteMarker"';
const THIRD = '"key":"third","versionId":"null","isDeleteMarker"';
/** Where a row puts a line of its own: behind the seeded objects, before the client's. */
const PUT_AT = '"type":"bucket-created","bucket":"mine"';

describe('a journal', () => {
  // 1 header, then what was seeded, then the client's lines in the order of `makeTemplate`.
  const line = (text: string): number =>
    template.journal.split('\n').findIndex((one) => one.includes(text)) + 1;

  it.each<[string, Harm, (at: typeof line) => Start]>([
    ['of an earlier release, without a header', edit((lines) => lines.shift()), () => ({ logged: [] })],
    ['with blank lines', edit((lines) => lines.splice(3, 0, '', '')), () => ({ logged: [] })],
    ['whose last line has no end', edit((lines) => lines.pop()), () => ({ logged: [] })],
    [
      'with the line ends of Windows',
      edit((lines) => lines.splice(0, lines.length, `${lines.join('\r\n')}`)),
      () => ({ logged: [] }),
    ],
    [
      'with a broken header',
      edit((lines) => lines.splice(0, 1, '{"format":"conn')),
      () => ({ logged: ['line_damaged 1'] }),
    ],
    [
      'of another format',
      edit((lines) => lines.splice(0, 1, '{"format":"something else","version":1}')),
      () => ({ logged: ['line_damaged 1'] }),
    ],
    [
      'with a second header',
      edit((lines) => lines.splice(5, 0, lines[0] as string)),
      () => ({ logged: ['line_damaged 6'] }),
    ],
    [
      'torn in its last line',
      (folder) => appendFile(folder.journal, '{"type":"version-removed","bucket":"mi'),
      (at) => ({ logged: [`line_damaged ${at('part-written') + 1}`] }),
    ],
    [
      'with zeros at its end',
      (folder) => appendFile(folder.journal, Buffer.alloc(4096)),
      (at) => ({ logged: [`line_damaged ${at('part-written') + 1}`] }),
    ],
    [
      'with noise at its end',
      (folder) =>
        appendFile(
          folder.journal,
          noise(100).map((byte) => (byte === 10 ? 11 : byte)),
        ),
      (at) => ({ logged: [`line_damaged ${at('part-written') + 1}`] }),
    ],
    [
      'cut in the middle of an object',
      edit((lines, find) =>
        lines.splice(find(THIRD), lines.length, (lines[find(THIRD)] as string).slice(0, 80)),
      ),
      (at) => ({
        logged: [`line_damaged ${at(THIRD)}`, 'blobs_kept 4'],
        gone: {
          'mine/third': 'NoSuchKey',
          'mine/empty': 'NoSuchKey',
          'last/one': 'NoSuchBucket',
        },
      }),
    ],
    [
      'with a broken line of an object that is tagged later',
      edit((lines, find) => lines.splice(find(SECOND), 1, '{')),
      (at) => ({
        logged: [`line_damaged ${at(SECOND)}`, `line_damaged ${at(event('version-tagged'))}`, 'blobs_kept 1'],
        gone: { 'mine/second': 'NoSuchKey' },
      }),
    ],
    [
      'without the line that made a bucket',
      edit((lines, find) => lines.splice(find(PUT_AT), 1)),
      (at) => ({ logged: [`bucket_recreated ${at(PUT_AT)} mine`] }),
    ],
    [
      'with a broken line that made a bucket',
      edit((lines, find) => lines.splice(find(PUT_AT), 1, '{"type":"bucket-cre')),
      (at) => ({
        logged: [`bucket_recreated ${at(PUT_AT) + 1} mine`, `line_damaged ${at(PUT_AT)}`],
      }),
    ],
    [
      'with a broken line that opened an upload',
      edit((lines, find) => lines.splice(find(event('upload-opened')), 1, 'upload')),
      (at) => ({
        logged: [
          `line_damaged ${at(event('upload-opened'))}`,
          `line_damaged ${at(event('part-written'))}`,
          'blobs_kept 1',
        ],
      }),
    ],
    [
      'whose bucket is made twice',
      edit((lines, find) => lines.splice(find(SECOND), 0, lines[find(PUT_AT)] as string)),
      () => ({ logged: [] }),
    ],
  ])('%s', (_, harm, start) => expectMended(template, harm, start(line)));

  const text = '{"key":"k","versionId":"null","isDeleteMarker":false,"lastModified":1,"etag":"e"';
  const rest = '"headers":{},"metadata":{},"tags":{}';
  const blob = '0'.repeat(32);
  const written = (members: string): string =>
    `{"type":"version-written","bucket":"mine","version":${text},${members}}}`;
  it.each([
    ['is not JSON', 'not JSON'],
    ['is cut off', '{"type":"bucket-created"'],
    ['is no UTF-8', '{"type":"bucket-created","bucket":"\xff","createdAt":1}'],
    ['is null', 'null'],
    ['is a number', '7'],
    ['is a list', '[]'],
    ['is an empty object', '{}'],
    ['is nested without end', '['.repeat(100_000)],
    ['has an unknown event', '{"type":"bucket-painted","bucket":"mine"}'],
    ['has the event __proto__', '{"type":"__proto__","bucket":"mine"}'],
    ['has the event constructor', '{"type":"constructor"}'],
    ['makes a bucket without a name', '{"type":"bucket-created","bucket":"","createdAt":1}'],
    ['makes a bucket at no time', '{"type":"bucket-created","bucket":"b","createdAt":"now"}'],
    [
      'makes a bucket at a time that no date holds',
      '{"type":"bucket-created","bucket":"b","createdAt":1e300}',
    ],
    ['deletes no bucket', '{"type":"bucket-deleted","bucket":["mine"]}'],
    ['sets a number', '{"type":"setting-changed","bucket":"mine","setting":"cors","value":1}'],
    ['has a blob outside', written(`"sizeBytes":9,"content":[{"blob":"../outside","sizeBytes":9}],${rest}`)],
    [
      'has a blob in capitals',
      written(`"sizeBytes":0,"content":[{"blob":"${'A'.repeat(32)}","sizeBytes":0}],${rest}`),
    ],
    ['has a blob without a size', written(`"sizeBytes":0,"content":[{"blob":"${blob}"}],${rest}`)],
    ['has a negative size', written(`"sizeBytes":-1,"content":[{"blob":"${blob}","sizeBytes":-1}],${rest}`)],
    [
      'has another size than its content',
      written(`"sizeBytes":2,"content":[{"blob":"${blob}","sizeBytes":1}],${rest}`),
    ],
    ['has no content', written(`"sizeBytes":0,${rest}`)],
    [
      'has metadata that is no text',
      written('"sizeBytes":0,"content":[],"headers":{},"metadata":{"a":1},"tags":{}'),
    ],
    ['has tags in a list', written('"sizeBytes":0,"content":[],"headers":{},"metadata":{},"tags":[]')],
    [
      'has an unknown checksum',
      written(
        `"sizeBytes":0,"content":[],${rest},"checksum":{"algorithm":"MD4","type":"COMPOSITE","value":"x"}`,
      ),
    ],
    [
      'tags what is not there',
      '{"type":"version-tagged","bucket":"mine","key":"none","versionId":"null","tags":{}}',
    ],
    [
      'has a part of no upload',
      `{"type":"part-written","uploadId":"none","part":{"number":1,"etag":"e","blob":"${blob}","sizeBytes":1,"lastModified":1}}`,
    ],
    [
      'has part 0',
      `{"type":"part-written","uploadId":"none","part":{"number":0,"etag":"e","blob":"${blob}","sizeBytes":1,"lastModified":1}}`,
    ],
    ['opens an upload of nothing', '{"type":"upload-opened","upload":{"id":"i"}}'],
  ])('with a line that %s', (_, broken) =>
    expectStart(
      template,
      edit((lines, find) => lines.splice(find(PUT_AT), 0, broken)),
      { logged: [`line_damaged ${line(PUT_AT)}`] },
    ),
  );

  it.each(['2', '0', '"1"', 'null', '1.5'])('of version %s of its format is refused', (version) =>
    expectRefusal(
      template,
      edit((lines) =>
        lines.splice(0, 1, (lines[0] as string).replace('"version":1', `"version":${version}`)),
      ),
      'journal',
    ),
  );

  it('with a thousand broken lines names a hundred and counts the others', async () => {
    const named = Array.from({ length: 100 }, (_, index) => `line_damaged ${line(PUT_AT) + index}`);
    await expectMended(
      template,
      edit((lines, find) => lines.splice(find(PUT_AT), 0, ...new Array(1000).fill('{'))),
      { logged: [...named, 'more_lines_damaged 900'] },
    );
  });
});
