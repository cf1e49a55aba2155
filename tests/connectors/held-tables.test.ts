import { describe, expect, it } from '@jest/globals';
import { examples } from '../../connectors/examples.ts';
import { HELD } from '../../connectors/held-tables.ts';
import { createDataset } from '../../fixtures/dataset.ts';
import { World } from '../../fixtures/world.ts';
import { DEFAULT_TRUTH } from '../../playground/truth.ts';

const world = new World(createDataset(DEFAULT_TRUTH), { databasePeople: DEFAULT_TRUTH.postgresRows });

const rows = Object.entries(HELD).flatMap(([example, tables]) =>
  Object.entries(tables).map(([table, given]) => [example, table, given] as const),
);

describe('the tables that examples hold', () => {
  it.each(rows)('%s: %s is expected of it, and is a table of the world', (path, table, given) => {
    const example = examples.find((known) => known.path === path);
    expect(Object.keys(example?.expects(DEFAULT_TRUTH, 0)[0]?.tables ?? {})).toContain(table);
    const source = world.tables.find(({ name }) => name === given.source);
    const columns = source?.columnsAt(0).map(({ name }) => name);
    expect(columns).toEqual(expect.arrayContaining([...(given.ignore ?? []), ...(given.lossy ?? [])]));
  });
});
