import pg from 'pg';
import type { SyncRun } from '../../../trial/function-subject.ts';
import { isoOf } from './client.ts';

/** A row of `people`. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly last_updated: string | null;
}

/** Asks the database of the world; each statement is tried again on a new connection, as often as it is told. */
export interface Database extends AsyncDisposable {
  rows<Row = Person>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

export const PAGE = 50;
const TRIES = 4;
const SECOND_MS = 1000;

/** Opens it. Times are read as ISO 8601. */
export async function openDatabase(run: SyncRun, tries = TRIES): Promise<Database> {
  let client: pg.Client | undefined;
  const end = async (): Promise<void> => {
    const old = client;
    client = undefined;
    await old?.end().catch(() => undefined);
  };
  return {
    async rows(sql, values = []) {
      for (let left = tries; ; left -= 1) {
        try {
          client ??= await connect(run);
          return (await client.query({ text: sql, values: [...values] })).rows.map(shown);
        } catch (error) {
          run.signal.throwIfAborted();
          await end();
          if (left <= 1) throw error;
          await run.wait(SECOND_MS);
        }
      }
    },
    [Symbol.asyncDispose]: end,
  };
}

async function connect(run: SyncRun): Promise<pg.Client> {
  const { postgres } = run.endpoints;
  const client = new pg.Client({ connectionString: postgres?.url });
  // What breaks off fails the statement that waits for it.
  client.on('error', () => undefined);
  run.signal.addEventListener('abort', () => void client.end().catch(() => undefined));
  await client.connect();
  return client;
}

function shown(row: Record<string, unknown>): never {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, written(value)])) as never;
}

/** Times and JSON as texts. */
function written(value: unknown): unknown {
  if (Object.prototype.toString.call(value) === '[object Date]') return isoOf((value as Date).getTime());
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
