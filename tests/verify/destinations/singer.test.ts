import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { DestinationTable, Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { lastOfEach } from '../../../verify/destinations/singer/last-of-each.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { contentOf, rowsOf } from './rows-of.ts';

type Files = Readonly<Record<string, string>>;

/** Writes a project whose target writes into `out`, and reads that. */
async function read(files: Files): Promise<Record<string, Found[][]>> {
  await using folder = await temporaryDirectory();
  const out = path.join(folder.path, 'out');
  await mkdir(out);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder.path, name), text);
  await using destination = await openDestination({ kind: 'singer', place: out });
  return await contentOf(destination);
}

const catalog = (...streams: readonly object[]): string => JSON.stringify({ streams });
const OF_PEOPLE = catalog({ stream: 'people', tap_stream_id: 'crm-people', key_properties: ['id'] });
const TWICE = '{"id":1,"name":"x"}\n{"id":2,"name":"y"}\n{"id":1,"name":"z"}\n';
const ONCE = [
  [2, 'y'],
  [1, 'z'],
];

const READ: readonly [what: string, files: Files, content: Record<string, Found[][]>][] = [
  [
    'the last row of a key, by a catalog beside',
    { 'out/people.jsonl': TWICE, 'catalog.json': OF_PEOPLE },
    { people: ONCE },
  ],
  [
    'by a catalog in the folder',
    { 'out/people.jsonl': TWICE, 'out/catalog.json': OF_PEOPLE },
    { people: ONCE },
  ],
  [
    'by the metadata of a catalog',
    {
      'out/people.jsonl': TWICE,
      'catalog.json': catalog({
        tap_stream_id: 'people',
        metadata: [
          { breadcrumb: ['properties', 'id'], metadata: { inclusion: 'automatic' } },
          { breadcrumb: [], metadata: { 'table-key-properties': ['id'] } },
        ],
      }),
    },
    { people: ONCE },
  ],
  [
    'of several syncs the last, whatever the names sort like',
    {
      'out/people-20261231T235959.jsonl': '{"id":1,"name":"old"}\n{"id":2,"name":"only"}\n',
      'out/people-20270101T000000.jsonl': '{"id":1,"name":"new"}\n',
      'out/people.jsonl': '{"id":1,"name":"oldest"}\n',
      'catalog.json': OF_PEOPLE,
    },
    {
      people: [
        [2, 'only'],
        [1, 'new'],
      ],
    },
  ],
  ['all rows without a catalog', { 'out/people.jsonl': TWICE }, { people: [[1, 'x'], ...ONCE] }],
  [
    'all rows of a stream without a key',
    { 'out/people.jsonl': TWICE, 'catalog.json': catalog({ stream: 'people', key_properties: [] }) },
    { people: [[1, 'x'], ...ONCE] },
  ],
  [
    'rows by a key of two, of which 1 is not "1", and those without a value as they are',
    {
      'out/people.jsonl':
        '{"a":1,"b":"1"}\n{"a":1,"b":1}\n{"a":1}\n{"a":1}\n{"a":1,"b":"1"}\n{"a":9007199254740993,"b":1}\n{"a":9007199254740993,"b":1}\n',
      'catalog.json': catalog({ stream: 'people', key_properties: ['a', 'b'] }),
    },
    {
      people: [
        [1, 1],
        [1, null],
        [1, null],
        [1, '1'],
        [9007199254740993n, 1],
      ],
    },
  ],
  [
    'streams with a hyphen, and files that are no streams',
    {
      'out/crm-people-20260101T000000.jsonl': '{"id":1}\n',
      'out/orders.jsonl': '{"id":2}\n',
      'out/notes.txt': '?',
    },
    { 'crm-people': [[1]], orders: [[2]] },
  ],
  [
    'no more than the end of a line that a killed sync has left',
    { 'out/people.jsonl': '{"id":1}\n{"id":2,"na' },
    { people: [[1]] },
  ],
  [
    'a last line that has all but its end',
    { 'out/people.jsonl': '{"id":1}\n{"id":2}' },
    { people: [[1], [2]] },
  ],
  [
    'an unfinished line of each of two syncs',
    {
      'out/people-20260101T000000.jsonl': '{"id":1}\n{"i',
      'out/people-20260101T000001.jsonl': '{"id":2}\n{',
    },
    { people: [[1], [2]] },
  ],
  [
    'a stream of which nothing but a part of a line is there',
    { 'out/people.jsonl': '{"i', 'catalog.json': OF_PEOPLE },
    { people: [] },
  ],
];

const REFUSED: readonly [what: string, files: Files, code: string, message: RegExp][] = [
  [
    'an empty folder',
    {},
    'ERR_BAD_OPTION',
    /no file of target-jsonl, such as people\.jsonl, in .*out\. Name the folder/,
  ],
  [
    'a bad line in the middle',
    { 'out/people.jsonl': '{"id":1}\n{"id":2,"na\n{"id":3}' },
    'ERR_CANNOT_COMPARE',
    /people\.jsonl cannot be read: line 2 is no JSON/,
  ],
  [
    'a bad last line with its end',
    { 'out/people.jsonl': '{"id":1}\n{"id":2,"na\n' },
    'ERR_CANNOT_COMPARE',
    /line 2 is no JSON/,
  ],
  [
    'a line that is no object',
    { 'out/people.jsonl': '[1]\n{"id":1}\n' },
    'ERR_CANNOT_COMPARE',
    /line 1 is no JSON object/,
  ],
  [
    'a catalog that is no JSON',
    { 'out/people.jsonl': TWICE, 'catalog.json': 'streams:' },
    'ERR_CANNOT_COMPARE',
    /catalog\.json cannot be read: it is no JSON/,
  ],
  [
    'another file',
    { 'out/people.jsonl': TWICE, 'catalog.json': '[]' },
    'ERR_CANNOT_COMPARE',
    /it is no catalog of Singer, which has a list of streams/,
  ],
  [
    'a stream without a name',
    { 'out/people.jsonl': TWICE, 'catalog.json': catalog({}) },
    'ERR_CANNOT_COMPARE',
    /streams\[0\] has no stream or tap_stream_id/,
  ],
  [
    'a key that is no list',
    { 'out/people.jsonl': TWICE, 'catalog.json': catalog({ stream: 'people', key_properties: 'id' }) },
    'ERR_CANNOT_COMPARE',
    /the key of people must be a list of names, but is "id"/,
  ],
  [
    'a key that no row has',
    { 'out/people.jsonl': TWICE, 'catalog.json': catalog({ stream: 'people', key_properties: ['uid'] }) },
    'ERR_CANNOT_COMPARE',
    /says that uid is in the key of people, but no row has it/,
  ],
];

describe("a folder of Singer's target-jsonl", () => {
  it.each(READ)('has %s', async (_, files, content) => {
    expect(await read(files)).toEqual(content);
  });

  it.each(REFUSED)('%s is refused', async (_, files, code, message) => {
    await expect(read(files)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });
});

describe('the last of each key', () => {
  // Keys come again in other orders, so that each share has some, and the last one is in any batch.
  const rows = Array.from({ length: 1000 }, (_, at): Found[] => [(at * 7919) % 137, at]);
  const table: DestinationTable = {
    name: 'people',
    columns: ['id', 'at'].map((name) => ({ name, type: undefined })),
    key: [],
    count: async () => rows.length,
    async *batches() {
      for (let at = 0; at < rows.length; at += 64) yield rows.slice(at, at + 64);
    },
  };

  it.each([1, 10, 64, 999, 1000])('is the same with %i keys in memory', async (mostKeys) => {
    const last = lastOfEach(table, ['id'], mostKeys);
    expect(await rowsOf(last)).toEqual(rows.slice(-137));
    expect(await last.count()).toBe(137);
    expect(last.key).toEqual(['id']);
  });
});
