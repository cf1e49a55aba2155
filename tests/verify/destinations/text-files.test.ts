import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { contentOf, onlyTable, rowsOf } from './rows-of.ts';

type Kind = 'csv' | 'ndjson';

/** Writes a file and reads it as a destination with one table. */
async function read(kind: Kind, text: string | Buffer, ending: string = kind) {
  await using folder = await temporaryDirectory();
  const place = path.join(folder.path, `people.${ending}`);
  await writeFile(place, text);
  await using destination = await openDestination({ kind, place });
  const table = await onlyTable(destination);
  return {
    name: table.name,
    key: table.key,
    columns: table.columns.map(({ name }) => name),
    types: [...new Set(table.columns.map(({ type }) => type))],
    count: await table.count(),
    rows: await rowsOf(table),
  };
}

const BIG = 9007199254740993n;

const READ: readonly [kind: Kind, text: string, columns: string[], rows: Found[][]][] = [
  [
    'csv',
    'id,name\n1,"a,b"\n2,\n3,""\n',
    ['id', 'name'],
    [
      ['1', 'a,b'],
      ['2', null],
      ['3', ''],
    ],
  ],
  ['csv', 'id,name\n\n1,x\n\n\n', ['id', 'name'], [['1', 'x']]],
  ['csv', 'id\n1\n\n2\n', ['id'], [['1'], [null], ['2']]],
  ['csv', 'id,name\n', ['id', 'name'], []],
  ['csv', 'id,\n1,2\n', ['id', ''], [['1', '2']]],
  ['csv', `id\n${BIG}\n-007\n`, ['id'], [[String(BIG)], ['-007']]],
  [
    'ndjson',
    '{"id":1,"name":"x"}\n\n{"id":2}\r\n{"name":null,"late":true}',
    ['id', 'name', 'late'],
    [
      [1, 'x', null],
      [2, null, null],
      [null, null, true],
    ],
  ],
  ['ndjson', '', [], []],
  ['ndjson', '{}\n', [], [[]]],
  ['ndjson', '{"toString":1,"__proto__":2}', ['toString', '__proto__'], [[1, 2]]],
  [
    'ndjson',
    `{"a":${BIG},"b":-${BIG},"c":"${BIG}","d":9007199254740991}`,
    ['a', 'b', 'c', 'd'],
    [[BIG, -BIG, String(BIG), 9007199254740991]],
  ],
  [
    'ndjson',
    '{"a":1234567890.123456789012,"b":0.1000000000000000055511,"c":1.7976931348623157e+308,"d":0.30000000000000004}',
    ['a', 'b', 'c', 'd'],
    [['1234567890.123456789012', '0.1000000000000000055511', 1.7976931348623157e308, 0.30000000000000004]],
  ],
  [
    'ndjson',
    `{"a":{"b":[1,"${BIG}"]},"c":{"d":[1.5,${BIG},"\\"${BIG}\\\\"]}}`,
    ['a', 'c'],
    [[{ b: [1, String(BIG)] }, `{"d":[1.5,${BIG},"\\"${BIG}\\\\"]}`]],
  ],
];

describe('a file of text', () => {
  it.each(READ)('%s %j', async (kind, text, columns, rows) => {
    const expected = { name: 'people', key: [], columns, count: rows.length, rows };
    expect(await read(kind, text)).toMatchObject(expected);
    expect(await read(kind, gzipSync(text), `${kind}.gz`)).toMatchObject(expected);
  });

  it('has no types', async () => {
    expect((await read('csv', 'a,b\n1,2\n')).types).toEqual([undefined]);
    expect((await read('ndjson', '{"a":1}')).types).toEqual([undefined]);
  });

  it.each<readonly [ending: string, text: string | Buffer, said: string]>([
    ['csv', '', 'it is empty; a CSV file begins with a header.'],
    ['csv', 'a,b,a\n', "its header has two columns 'a'."],
    ['csv', 'id;name\n1;x\n', "its header 'id;name' has no commas; write it with commas between columns."],
    ['csv', 'a,b\n1,2\n1,2,3\n', 'record 3 has 3 fields, where the header has 2.'],
    ['csv', 'a,b\n1\n', 'record 2 has 1 fields, where the header has 2.'],
    ['csv.gz', gzipSync('a,b\n1,2\n'.repeat(1000)).subarray(0, 30), 'unexpected end of file.'],
    ['csv.gz', 'a,b\n', 'incorrect header check.'],
    ['ndjson', '{"a":1}\n\n{"a":', 'line 3 is no JSON (Unexpected end of JSON input).'],
    ['ndjson', '{"a":1}\n[1]\n', 'line 2 is no JSON object.'],
    ['ndjson', '7\n', 'line 1 is no JSON object.'],
    ['ndjson', `${BIG}\n`, 'line 1 is no JSON object.'],
    ['ndjson', Buffer.from([0x22, 0xff, 0x22]), 'it is not UTF-8; write it in UTF-8.'],
  ])('%s %j is refused', async (ending, text, said) => {
    const kind = ending === 'ndjson' ? 'ndjson' : 'csv';
    await expect(read(kind, text, ending)).rejects.toMatchObject({
      code: 'ERR_CANNOT_COMPARE',
      message: expect.stringContaining(`people.${ending} cannot be read: ${said}`),
    });
  });
});

/** Files of a folder, what was asked for, and the values of the tables. */
const FOLDERS: readonly [
  what: string,
  files: Record<string, string>,
  place: string,
  tables: Record<string, string[]>,
][] = [
  ['a table a file', { 'people.csv': '1', 'orders.csv': '2' }, '', { orders: ['2'], people: ['1'] }],
  [
    'below a folder too',
    { 'a/people.csv': '1', 'b/c/orders.csv': '2' },
    '',
    { people: ['1'], orders: ['2'] },
  ],
  [
    'numbers in their order',
    { 'people_1000.csv': '3', 'people_999.csv': '2', 'people_000.csv': '1' },
    '*.csv',
    { people: ['1', '2', '3'] },
  ],
  [
    'a short number is a name',
    { 'exercise_1.csv': '1', 'exercise_2.csv': '2' },
    '',
    { exercise_1: ['1'], exercise_2: ['2'] },
  ],
  [
    'parts as Redshift names them',
    { 'people0000_part_00.csv': '1', 'people0000_part_01.csv': '2' },
    '',
    { people0000: ['1', '2'] },
  ],
  [
    'parts in a folder',
    {
      'people/part-00000-3f6c-c000.csv': '1',
      'people/part-00001-3f6c-c000.csv': '2',
      'orders/data_0.csv': '3',
    },
    '',
    { orders: ['3'], people: ['1', '2'] },
  ],
  [
    'partitions',
    { 'people/day=2026-01-02/part.0.csv': '2', 'people/day=2026-01-01/part.0.csv': '1' },
    '**/*.csv',
    { people: ['1', '2'] },
  ],
  [
    'one name in two folders',
    { 'a/people.csv': '1', 'b/people.csv': '2' },
    '',
    { 'a/people': ['1'], 'b/people': ['2'] },
  ],
  [
    'other files are left alone',
    { 'people.csv': '1', 'people.txt': '2', 'people.csv.bak': '3' },
    '',
    { people: ['1'] },
  ],
  ['a pattern', { 'people.csv': '1', 'orders.csv': '2' }, 'p*.csv', { people: ['1'] }],
  [
    'a file with signs of a pattern in its name',
    { 'people[1].csv': '1', 'people1.csv': '2' },
    'people[1].csv',
    { 'people[1]': ['1'] },
  ],
];

describe('several files are tables:', () => {
  it.each(FOLDERS)('%s', async (_, files, place, tables) => {
    await using folder = await temporaryDirectory();
    for (const [name, value] of Object.entries(files)) {
      const file = path.join(folder.path, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `id\n${value}\n`);
    }
    await using destination = await openDestination({ kind: 'csv', place: path.join(folder.path, place) });
    const content = await contentOf(destination);
    expect(
      Object.fromEntries(Object.entries(content).map(([name, rows]) => [name, rows.map(([id]) => id)])),
    ).toEqual(tables);
  });

  it('with the columns of all', async () => {
    await using folder = await temporaryDirectory();
    await writeFile(path.join(folder.path, 'people_000.csv'), 'id,name\n1,x\n');
    await writeFile(path.join(folder.path, 'people_001.csv'), 'late,id\ny,2\n');
    await using destination = await openDestination({ kind: 'csv', place: folder.path });
    const table = await onlyTable(destination);
    expect(table.columns.map(({ name }) => name)).toEqual(['id', 'name', 'late']);
    expect(await table.count()).toBe(2);
    expect(await rowsOf(table)).toEqual([
      ['1', 'x', null],
      ['2', null, 'y'],
    ]);
  });

  it.each(['', '*.csv', 'people.csv', 'nowhere/*.csv'])('%j without any is refused', async (place) => {
    await using folder = await temporaryDirectory();
    const asked = path.join(folder.path, place);
    await expect(openDestination({ kind: 'csv', place: asked })).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(`No csv file matches ${asked}.`),
    });
  });
});
