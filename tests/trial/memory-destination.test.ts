import { expect, it } from '@jest/globals';
import { MemoryDestination, type MemoryWriter } from '../../trial/memory-destination.ts';

async function rowsAfter(
  keys: Readonly<Record<string, readonly string[]>>,
  write: (writer: MemoryWriter) => void,
) {
  const destination = new MemoryDestination(keys);
  const writer = destination.writer();
  write(writer);
  const rows = [];
  for (const table of await destination.tables()) {
    for await (const batch of table.batches())
      for (const row of batch)
        rows.push(Object.fromEntries(table.columns.map(({ name }, place) => [name, row[place] ?? null])));
  }
  return rows;
}

const KEYED = { t: ['id'] };

it.each<[string, Readonly<Record<string, readonly string[]>>, (writer: MemoryWriter) => void, object[]]>([
  ['nothing before a flush', KEYED, (w) => w.upsert('t', { id: '1' }), []],
  [
    'an upsert that replaces the whole row',
    KEYED,
    (w) => {
      w.upsert('t', { id: '1', a: 1, b: 2 });
      w.upsert('t', { id: '1', a: 3 });
      w.flush();
    },
    [{ id: '1', a: 3, _fivetran_deleted: false }],
  ],
  [
    'a delete that marks, and one of nobody that does nothing',
    KEYED,
    (w) => {
      w.upsert('t', { id: '1' });
      w.delete('t', { id: '1' });
      w.delete('t', { id: '2' });
      w.flush();
    },
    [{ id: '1', _fivetran_deleted: true }],
  ],
  [
    'an upsert that revives what a truncate has marked',
    KEYED,
    (w) => {
      w.upsert('t', { id: '1' });
      w.upsert('t', { id: '2' });
      w.truncate('t');
      w.upsert('t', { id: '2' });
      w.flush();
    },
    [
      { id: '1', _fivetran_deleted: true },
      { id: '2', _fivetran_deleted: false },
    ],
  ],
  [
    'rows without a key told apart by all that they hold',
    { t: [] },
    (w) => {
      w.upsert('t', { id: '1', a: 1 });
      w.upsert('t', { id: '1', a: 1 });
      w.upsert('t', { id: '1', a: 2 });
      w.flush();
    },
    [
      { id: '1', a: 1, _fivetran_deleted: false },
      { id: '1', a: 2, _fivetran_deleted: false },
    ],
  ],
])('has %s', async (_what, keys, write, rows) => {
  expect(await rowsAfter(keys, write)).toEqual(rows);
});
