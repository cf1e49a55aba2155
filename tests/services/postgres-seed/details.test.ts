import { expect, it } from '@jest/globals';
import { createDataset } from '../../../fixtures/index.ts';
import { TABLES_ON_DEMAND } from '../../../fixtures/living/world-plan.ts';
import { databaseTables } from '../../../fixtures/tables/database.ts';
import { DETAILS } from '../../../services/postgres-seed/present/details.ts';
import { presentTable } from '../../../services/postgres-seed/present/sql-table.ts';

const tables = databaseTables(createDataset({ world: `living+${TABLES_ON_DEMAND.join('+')}` }), 0);

it.each(Object.entries(DETAILS))('%s has the columns that its details name', (name, details) => {
  const { serial, defaults = {}, types = {}, indexes = [] } = details;
  const indexed = indexes.flatMap((index) => index.slice(1, -1).replaceAll('"', '').split(', '));
  const named = [...(serial ? [serial] : []), ...Object.keys(defaults), ...Object.keys(types), ...indexed];
  const columns = tables.find((table) => table.name === name)?.columns.map((column) => column.name);
  expect(columns).toEqual(expect.arrayContaining(named));
});

it('presents a key, types, defaults, references and rows in the order of the columns', () => {
  const table = presentTable(
    {
      name: 'iot.alerts',
      key: ['b', 'a'],
      columns: [
        { name: 'a', type: { kind: 'integer', bits: 16 } },
        { name: 'b', type: { kind: 'text', length: 3 }, references: 'iot.devices' },
        { name: 'c', type: { kind: 'json' }, isNullable: true },
      ],
      size: 1,
      row: () => ({ c: { d: [1] }, b: 'x', a: 1 }),
    },
    0,
  );
  expect(table.columns.split(',\n')).toEqual([
    'a SMALLINT NOT NULL',
    'b VARCHAR(3) NOT NULL REFERENCES iot.devices',
    'c JSONB',
    'PRIMARY KEY (b, a)',
  ]);
  expect(table.row(0)).toEqual([1, 'x', '{"d":[1]}']);
});
