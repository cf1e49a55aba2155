import { describe, expect, it } from '@jest/globals';
import { servicesOf } from '../../connectors/example.ts';
import { examples } from '../../connectors/examples.ts';
import { HELD } from '../../connectors/held-tables.ts';
import { NOT_HELD } from '../../connectors/not-held.ts';
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

const reading = examples.filter(
  (example) =>
    servicesOf(example).length > 0 &&
    example.expects(DEFAULT_TRUTH, 0).some(({ failsWith }) => failsWith === undefined),
);

it.each(reading.map(({ path }) => path))('%s is held to values, or it is said why not', (path) => {
  expect([path in HELD, path in NOT_HELD].filter(Boolean)).toHaveLength(1);
});

it.each(Object.keys(NOT_HELD))(
  '%s, whose values are not compared, is an example that reads sources',
  (path) => {
    expect(reading.map((example) => example.path)).toContain(path);
  },
);
