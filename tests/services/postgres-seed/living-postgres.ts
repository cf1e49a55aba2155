import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { Journal } from '../../../core/control/journal.ts';
import type { LogFields, Logger } from '../../../core/logger.ts';
import type { Service } from '../../../core/service.ts';
import { WorldClock } from '../../../core/world-clock.ts';
import { createDataset, type RowChange, World, type WorldTable } from '../../../fixtures/index.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import { databaseLivesOf } from '../../../services/postgres-seed/schema.ts';
import { rowsOf, temporaryFolder } from './with-postgres.ts';

/** A server whose tables follow a clock. */
export interface LivingPostgres extends AsyncDisposable {
  readonly directory: string;
  readonly clock: WorldClock;
  readonly journal: Journal;
  readonly service: Service<PostgresEndpoints>;
  readonly endpoints: PostgresEndpoints;
  readonly tables: readonly WorldTable[];
  readonly start: number;
  /** The events of the log. */
  readonly events: readonly (readonly [event: string, fields: LogFields])[];
}

interface Asked {
  readonly world?: string;
  readonly rows?: number;
  readonly directory?: string;
  readonly clock?: WorldClock;
}

export async function startLivingPostgres(asked: Asked = {}): Promise<LivingPostgres> {
  const { world = 'living', rows = 300 } = asked;
  const directory = asked.directory ?? (await temporaryFolder());
  const dataset = createDataset({ world, records: 120 });
  const clock = asked.clock ?? new WorldClock({ start: dataset.anchor, rate: 0 });
  const journal = new Journal();
  const events: [string, LogFields][] = [];
  const logger: Logger = (event, fields = {}) => void events.push([event, fields]);
  const options = { port: 0, directory, rows, dataset, worldClock: clock, journal, logger };
  const service = embeddedPostgres(options);
  const known = new World(dataset, { databasePeople: rows });
  return {
    ...{ directory, clock, journal, service, events },
    endpoints: await service.start(),
    tables: databaseLivesOf(dataset, rows).map(({ name }) => known.table(name)),
    start: dataset.anchor,
    async [Symbol.asyncDispose]() {
      await service.stop();
      if (asked.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The tables of a server hold what the world says at the time of its clock. */
export async function expectWorld({ endpoints, tables, clock }: LivingPostgres): Promise<void> {
  for (const table of tables) expect(await held(endpoints, table.name)).toEqual(expected(table, clock.now()));
}

/**
 * One server for all tests of a suite, handed over before they run. The clock goes on from test to test; the database comes
 * back from whatever was done to it.
 */
export function shareLivingPostgres(handOver: (postgres: LivingPostgres) => void): void {
  let postgres: LivingPostgres;
  beforeAll(async () => {
    postgres = await startLivingPostgres();
    handOver(postgres);
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });
  afterEach(() => postgres.service.reset());
}

/** The rows that a table of the database has, with values as the world has them. */
export async function held(endpoints: PostgresEndpoints, table: string): Promise<unknown[]> {
  const rows = await rowsOf(endpoints, `SELECT * FROM ${table} ORDER BY id`);
  return rows.map((row) =>
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? isoSeconds(value) : value]),
  );
}

/** The rows that it has to have at an instant. */
export function expected(table: WorldTable, at: number): unknown[] {
  const view = table.seenAt(at);
  return view.rows(0, view.size).map(({ values }) => Object.entries(values));
}

export type Happening = readonly [table: string, change: RowChange];

/** What happens in several tables after one instant and not after the other, by the instant at which it can be seen. */
export function happenings(
  tables: readonly WorldTable[],
  after: number,
  until: number,
): Map<number, Happening[]> {
  const all = tables.flatMap((table) =>
    [...table.changes(after, until)].map((change) => [table.name, change] as const),
  );
  all.sort(([, one], [, other]) => one.seenAt - other.seenAt);
  const byInstant = new Map<number, Happening[]>();
  for (const happening of all) {
    const { seenAt } = happening[1];
    byInstant.set(seenAt, [...(byInstant.get(seenAt) ?? []), happening]);
  }
  return byInstant;
}

function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
