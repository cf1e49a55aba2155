import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { classNames } from '../../../fixtures/living/classes.ts';
import { TABLES_ON_DEMAND } from '../../../fixtures/living/world-plan.ts';
import { decodedFrom } from './decoded.ts';
import { expected, happenings, held, type LivingPostgres, startLivingPostgres } from './living-postgres.ts';
import { rowsOf } from './with-postgres.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each([
  'living',
  'living+late+ahead+silent+unstamped',
  'living+soft+revived',
  `living+${classNames.join('+')}+drift`,
  `living+late+soft+${TABLES_ON_DEMAND.join('+')}`,
])('in the world %s the database', (world) => {
  let postgres: LivingPostgres;
  beforeAll(async () => {
    postgres = await startLivingPostgres({ world });
    await rowsOf(postgres.endpoints, "SELECT pg_create_logical_replication_slot('decoded', 'test_decoding')");
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  it.each([
    ['at first', 0],
    ['a second later', 1000],
    ['when nothing has happened', 1],
    ['16 minutes later', 16 * MINUTE],
    ['16 more minutes later', 16 * MINUTE],
    ['an hour later', HOUR],
    ['a day later', 24 * HOUR],
  ])('holds what the world says, %s, and its log tells how that came about', async (_when, ms) => {
    const { endpoints, clock, tables } = postgres;
    const before = clock.now();
    await clock.advance(ms);
    for (const table of tables) {
      expect(await held(endpoints, table.name)).toEqual(expected(table, clock.now()));
    }

    const told = (await decodedFrom(endpoints, 'decoded')).map((transaction) => ({
      seenAt: transaction.at(-1)?.values['reached'],
      changes: transaction.slice(0, -1),
    }));
    const wanted = [...happenings(tables, before, clock.now())].map(([seenAt, changes]) => ({
      seenAt: new Date(seenAt).toISOString().replace('.000Z', 'Z'),
      changes: changes.map(([table, { kind, row }]) => ({
        table,
        kind,
        values: kind === 'delete' ? { id: row.values['id'] } : row.values,
      })),
    }));
    // Instants at which only columns change, and the one that the clock shows, have no rows.
    expect(told.filter(({ changes }) => changes.length > 0)).toEqual(wanted);
  });
});
