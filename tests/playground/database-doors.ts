import { readFile } from 'node:fs/promises';
import type { Playground } from 'connector-playground';
import { session } from '../services/gateway/snowflake/sign-in.ts';
import { rowsOf as postgresRows } from '../services/postgres-seed/with-postgres.ts';
import { rowsOf as redshiftRows } from '../services/redshift/with-door.ts';
import { createProxyClient } from '../support/proxy-client.ts';

export type Doors = Playground<'api' | 'postgres' | 'redshift' | 'gateway'>;
/** A playground, or a further world of one. */
type Asked = Pick<Doors, 'endpoints'>;
type Row = Record<string, unknown>;
/** Runs a statement; times are ISO 8601 to the second, whatever the protocol says them in. */
type Ask = (asked: Asked, sql: string) => Promise<readonly Row[]>;

/** The ways to the tables of the database, each by its own protocol. */
export const DOORS: Readonly<Record<string, Ask>> = {
  Postgres: async ({ endpoints }, sql) => (await postgresRows(endpoints.postgres, sql)).map(withIsoTimes),
  Redshift: async ({ endpoints }, sql) => (await redshiftRows(endpoints.redshift, sql)).map(withIsoTimes),
  Snowflake: askSnowflake,
};

const isoOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

function withIsoTimes(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => {
    // A Date of another realm is none to `instanceof`.
    const isDate = Object.prototype.toString.call(value) === '[object Date]';
    return [name, isDate ? isoOf((value as Date).getTime()) : value];
  });
  return Object.fromEntries(entries);
}

async function askSnowflake({ endpoints }: Asked, sqlText: string): Promise<readonly Row[]> {
  const { gateway, postgres } = endpoints;
  await using client = createProxyClient(gateway.url, { ca: await readFile(gateway.caFile, 'utf8') });
  const place = { database: postgres.database, schema: 'PUBLIC' };
  const run = await session(client, postgres.reader, place);
  const { success, data, message }: Answer = await run(sqlText);
  if (!success) throw new Error(message);
  const { rowtype, rowset } = data;
  return rowset.map((row) =>
    Object.fromEntries(
      rowtype.map(({ name, type }, column) => [name.toLowerCase(), readValue(row[column] ?? null, type)]),
    ),
  );
}

interface Answer {
  readonly success: boolean;
  readonly message: string;
  readonly data: {
    readonly rowtype: ReadonlyArray<{ readonly name: string; readonly type: string }>;
    readonly rowset: ReadonlyArray<ReadonlyArray<string | null>>;
  };
}

/** Every value is text on that wire: seconds for times, 1 and 0 for booleans. */
function readValue(text: string | null, type: string): unknown {
  if (text === null) return null;
  if (type === 'fixed' || type === 'real') return Number(text);
  if (type === 'timestamp_tz') return isoOf(Number.parseFloat(text) * 1000);
  if (type === 'date') return isoOf(Number(text) * 86_400_000).slice(0, 'YYYY-MM-DD'.length);
  return text;
}
