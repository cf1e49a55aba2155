import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  BY_ID,
  configured,
  LOG,
  NEW,
  OLD,
  opened,
  pairs,
  people,
  record,
  state,
} from './airbyte-messages.ts';
import { contentOf, onlyTable } from './rows-of.ts';

it('a table has the columns of its schema and of its records, and the key', async () => {
  const catalog = configured(BY_ID, { json_schema: { properties: { id: {}, mail: {} } } });
  const files = { 'messages.jsonl': people({ id: 1, late: true }), 'in/other.json': catalog };
  const table = await opened(files, onlyTable, { catalog: 'in/other.json' });
  expect(table.columns.map(({ name }) => name)).toEqual(['id', 'mail', 'late']);
  expect(table.key).toEqual(['id']);
});

it.each([
  [
    'a folder, in the order of its syncs',
    'out',
    { 'out/10.jsonl': people(NEW), 'out/9.jsonl': people(OLD) },
    'out/catalog.json',
  ],
  [
    'a pattern',
    'out/*.jsonl',
    { 'out/1.jsonl': people(OLD), 'out/2.jsonl': people(NEW), 'out/a.txt': '{' },
    'out/catalog.json',
  ],
  [
    'a folder with the catalog beside it',
    'out',
    { 'out/1.jsonl': people(OLD), 'out/2.jsonl': people(NEW) },
    'catalog.json',
  ],
  [
    'packed files',
    'out',
    { 'out/1.jsonl.gz': gzipSync(people(OLD)), 'out/2.jsonl': people(NEW) },
    'catalog.json',
  ],
  [
    'files of which a killed sync has written one',
    'out',
    { 'out/1.jsonl': `${people(OLD)}{"ty`, 'out/2.jsonl': people(NEW) },
    'catalog.json',
  ],
] as const)('%s', async (_, place, files, catalog) => {
  const all = { ...files, [catalog]: configured(BY_ID) };
  expect(await opened(all, contentOf, { place })).toEqual({ people: pairs(NEW) });
});

it('streams of one name in two namespaces are two tables', async () => {
  const text = record('people', { id: 1 }, { namespace: 'crm' }) + record('people', { id: 2 });
  expect(await opened({ 'messages.jsonl': text }, contentOf)).toEqual({ 'crm.people': [[1]], people: [[2]] });
});

it.each<readonly [what: string, text: string, size: number | undefined]>([
  ['none', people(OLD), undefined],
  [
    'the last of each stream',
    state('people', { at: '2025' }) + state('people', { at: 1 }) + state('pets', {}),
    '{"at":1}{}'.length,
  ],
  [
    'with numbers that no float holds',
    '{"type":"STATE","state":{"stream":{"stream_descriptor":{"name":"people"},"stream_state":{"n":9007199254740993}}}}\n',
    22,
  ],
  [
    'that of all',
    '{"type":"STATE","state":{"type":"GLOBAL","global":{"shared_state":{}}}}\n',
    '{"shared_state":{}}'.length,
  ],
  ['that of the first version', '{"type":"STATE","state":{"data":{"a":"ü"}}}\n', 10],
])('the size of the state: %s', async (_, text, size) => {
  expect(await opened({ 'messages.jsonl': text }, async ({ stateSize }) => await stateSize?.())).toBe(size);
});

describe('is refused:', () => {
  it.each<readonly [text: string, said: string]>([
    [`${people(OLD)}{"type":"RE\n${people(NEW)}`, 'messages.jsonl cannot be read: line 2 is no JSON ('],
    [`${LOG}\n{"type":"RE\n`, 'line 3 is no JSON ('],
    [`${LOG}Traceback (most recent call last):\n${LOG}`, 'line 2 is no JSON ('],
    ['7\n', 'line 1 is no JSON object.'],
    ['{"id":1}\n', "line 1 is no message of Airbyte: it has no 'type'."],
    ['{"type":"RECORD","record":{"data":{}}}\n', 'line 1 is a RECORD without a stream.'],
    ['{"type":"RECORD","record":{"stream":"people"}}\n', 'line 1 is a RECORD without data.'],
    ['{"type":"RECORD","record":{"stream":"people","data":"{none"}}\n', 'line 1 is a RECORD without data.'],
    ['{"type":"STATE"}\n', 'line 1 is a STATE without a state.'],
  ])('%j', async (text, said) => {
    await expect(opened({ 'messages.jsonl': text }, contentOf)).rejects.toMatchObject({
      code: 'ERR_CANNOT_COMPARE',
      message: expect.stringContaining(said),
    });
  });

  it.each<readonly [catalog: string, said: string]>([
    ['{', 'catalog.json is no JSON object.'],
    ['{"type":"CATALOG"}', "catalog.json has no list 'streams'."],
    ['{"streams":[{"name":"people"}]}', "has no 'stream' with a name in streams[0]."],
    [
      configured({ primary_key: 'id' }),
      'has a key or a cursor that is no list of paths, such as [["id"]]: "id".',
    ],
    [
      configured({ destination_sync_mode: 'append_dedup' }),
      "has destination_sync_mode 'append_dedup' and no primary_key.",
    ],
    [
      configured({ destination_sync_mode: 'overwrite' }),
      'has destination_sync_mode "overwrite", and a file of messages does not say',
    ],
  ])('the catalog %s', async (catalog, said) => {
    await expect(opened({ 'messages.jsonl': LOG, 'catalog.json': catalog }, contentOf)).rejects.toMatchObject(
      {
        code: 'ERR_CANNOT_COMPARE',
        message: expect.stringContaining(said),
      },
    );
  });

  it.each([
    ['a place without files', 'out', undefined, 'No jsonl file matches'],
    ['a catalog that is not there', 'messages.jsonl', 'no.json', 'There is no file '],
  ])('%s', async (_, place, catalog, said) => {
    const options = { place, ...(catalog !== undefined && { catalog }) };
    await expect(opened({ 'messages.jsonl': LOG }, contentOf, options)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringContaining(said),
    });
  });
});
