import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../../verify/destination.ts';
import {
  BY_ID,
  configured,
  type Files,
  LOG,
  NEW,
  OLD,
  OTHER,
  opened,
  pairs,
  people,
} from './airbyte-messages.ts';
import { onlyTable, rowsOf } from './rows-of.ts';

describe('the rows of a stream are', () => {
  it.each<readonly [what: string, files: Files, rows: Found[][]]>([
    ['as they came, without a catalog', { 'messages.jsonl': people(OLD, NEW) }, pairs(OLD, NEW)],
    [
      'as they came, where they are appended',
      {
        'messages.jsonl': people(OLD, NEW),
        'catalog.json': configured({ ...BY_ID, destination_sync_mode: 'append' }),
      },
      pairs(OLD, NEW),
    ],
    [
      'as they came, of a stream that the catalog does not have',
      { 'messages.jsonl': people(OLD, NEW), 'catalog.json': '{"streams":[]}' },
      pairs(OLD, NEW),
    ],
    [
      'the last of each key',
      { 'messages.jsonl': people(NEW, OTHER, OLD), 'catalog.json': configured(BY_ID) },
      pairs(OTHER, OLD),
    ],
    [
      'the last of each key that the source defines',
      {
        'messages.jsonl': people(OLD, NEW),
        'catalog.json': configured({}, { source_defined_primary_key: [['id']] }),
      },
      pairs(NEW),
    ],
    [
      'of each key that with the highest cursor, as an instant',
      { 'messages.jsonl': people(NEW, OLD), 'catalog.json': configured({ ...BY_ID, cursor_field: ['at'] }) },
      pairs(NEW),
    ],
    [
      'of each key the last of those with the same cursor',
      {
        'messages.jsonl': people(OLD, { ...OLD, late: true }),
        'catalog.json': configured({ ...BY_ID, cursor_field: ['at'] }),
      },
      [[1, OLD.at, true]],
    ],
    [
      'of each key one with a cursor rather than one without',
      {
        'messages.jsonl': people({ id: 1, at: null }, OLD, { id: 1, at: null }),
        'catalog.json': configured({ ...BY_ID, cursor_field: ['at'] }),
      },
      pairs(OLD),
    ],
    [
      'of each key that with the highest number',
      {
        'messages.jsonl': people({ id: 1, at: 10 }, { id: 1, at: 9 }),
        'catalog.json': configured({ ...BY_ID, cursor_field: ['at'] }),
      },
      [[1, 10]],
    ],
    [
      'those of a key with several parts, one of them deeper',
      {
        'messages.jsonl': people({ id: 1, of: { x: 1 } }, { id: 1, of: { x: 2 } }, { id: 1, of: { x: 1 } }),
        'catalog.json': configured({ ...BY_ID, primary_key: [['id'], ['of', 'x']] }),
      },
      [
        [1, { x: 2 }],
        [1, { x: 1 }],
      ],
    ],
    [
      'of a number and a text two',
      { 'messages.jsonl': people({ id: 1, at: 1 }, { id: '1', at: 2 }), 'catalog.json': configured(BY_ID) },
      [
        [1, 1],
        ['1', 2],
      ],
    ],
    [
      'exact, whatever numbers are in them',
      {
        'messages.jsonl':
          '{"type":"RECORD","record":{"stream":"people","data":{"id":9007199254740993,"at":0.12345678901234567890,"of":{"n":9007199254740993}}}}\n',
      },
      [[9007199254740993n, '0.12345678901234567890', '{"n":9007199254740993}']],
    ],
    [
      'none, of a stream in which nothing was',
      { 'messages.jsonl': LOG, 'catalog.json': configured(BY_ID) },
      [],
    ],
    [
      'those before a line that a killed sync has not ended',
      { 'messages.jsonl': `${people(OLD)}${people(NEW).slice(0, -9)}` },
      pairs(OLD),
    ],
    [
      'those before a line that was cut within a character',
      {
        'messages.jsonl': Buffer.concat([
          Buffer.from(`${people(OLD)}{"type":"RECORD","n":"`),
          Buffer.from('ü').subarray(0, 1),
        ]),
      },
      pairs(OLD),
    ],
    [
      'those of a last line that lacks its line feed only',
      { 'messages.jsonl': people(OLD, NEW).trimEnd() },
      pairs(OLD, NEW),
    ],
  ])('%s', async (_, files, rows) => {
    const table = await opened(files, async (destination) => {
      const { name, count, ...rest } = await onlyTable(destination);
      return { name, count: await count(), rows: await rowsOf({ name, count, ...rest }) };
    });
    expect(table).toEqual({ name: 'people', count: rows.length, rows });
  });

  it('many, in batches', async () => {
    const text = people(...Array.from({ length: 5000 }, (_, at) => ({ id: at % 4000, at })));
    const { count, rows, largest } = await opened(
      { 'messages.jsonl': text, 'catalog.json': configured(BY_ID) },
      async (destination) => {
        const table = await onlyTable(destination);
        const sizes: number[] = [];
        for await (const batch of table.batches()) sizes.push(batch.length);
        return { count: await table.count(), rows: await rowsOf(table), largest: Math.max(...sizes) };
      },
    );
    expect(count).toBe(4000);
    expect(rows.map(([, at]) => at)).toEqual(Array.from({ length: 4000 }, (_, at) => at + 1000));
    expect(largest).toBeLessThan(4000);
  });
});
