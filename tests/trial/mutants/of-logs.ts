import type { SyncFunction, SyncRun } from '../../../trial/function-subject.ts';
import { isoOf } from './client.ts';
import { type Database, openDatabase } from './database.ts';
import type { Mutant } from './mutant.ts';
import { TABLE, writePeople } from './people-table.ts';

interface Kept {
  hasSlot?: boolean;
  columns?: string;
}

interface Change {
  readonly lsn: string;
  readonly data: string;
}

/** `table public.people: UPDATE: id[integer]:7 name[text]:'Ada'`, as test_decoding has it. */
const CHANGE = new RegExp(String.raw`^table public\.${TABLE}: (INSERT|UPDATE|DELETE): (.*)$`, 's');
const COLUMN = /(\w+)\[([^\]]*)\]:('(?:[^']|'')*'|\S+)/g;

/** A server has a slot of one name only, whichever database it is of. */
function slotOf({ endpoints }: SyncRun): string {
  return `${endpoints.postgres?.database.replaceAll('-', '_')}_log`;
}

async function hasSlot(run: SyncRun, database: Database): Promise<boolean> {
  const sql = 'SELECT 1 FROM pg_replication_slots WHERE slot_name = $1';
  return (await database.rows(sql, [slotOf(run)])).length > 0;
}

async function makeSlot(run: SyncRun, database: Database): Promise<void> {
  await database.rows('SELECT pg_create_logical_replication_slot($1, $2)', [slotOf(run), 'test_decoding']);
}

async function snapshot(run: SyncRun, database: Database): Promise<void> {
  run.destination.truncate(TABLE);
  writePeople(run, await database.rows(`SELECT * FROM ${TABLE}`));
}

/** What was changed is looked at, kept, and then let go. */
async function stream(run: SyncRun, database: Database): Promise<void> {
  const changes = await database.rows<Change>(
    'SELECT lsn, data FROM pg_logical_slot_peek_changes($1, NULL, NULL)',
    [slotOf(run)],
  );
  for (const { data } of changes) apply(run, data);
  run.checkpoint();
  const last = changes.at(-1);
  if (last) await database.rows('SELECT pg_replication_slot_advance($1, $2)', [slotOf(run), last.lsn]);
}

function apply(run: SyncRun, data: string): void {
  const [, kind, columns = ''] = CHANGE.exec(data) ?? [];
  if (kind === undefined) return;
  const row = Object.fromEntries(
    [...columns.matchAll(COLUMN)].map(([, name = '', type = '', written = '']) => [
      name,
      cellOf(type, written),
    ]),
  );
  if (kind === 'DELETE') run.destination.delete(TABLE, row);
  else run.destination.upsert(TABLE, row);
}

function cellOf(type: string, written: string): string | number | boolean | null {
  if (written === 'null') return null;
  const text = written.startsWith("'") ? written.slice(1, -1).replaceAll("''", "'") : written;
  if (type === 'integer') return Number(text);
  if (type === 'boolean') return text === 'true';
  return type.startsWith('timestamp') ? isoOf(Date.parse(text.replace(/\+00$/, 'Z'))) : text;
}

/** The slot before the snapshot, and a snapshot for each slot, and where the columns are others. */
const right: SyncFunction = async (run) => {
  await using database = await openDatabase(run);
  const state = run.state as Kept;
  const [{ columns = '' } = {}] = await database.rows<{ columns: string }>(
    'SELECT string_agg(column_name, $2) AS columns FROM information_schema.columns WHERE table_name = $1',
    [TABLE, ','],
  );
  const isKnown = state.hasSlot === true && (await hasSlot(run, database));
  if (isKnown) await stream(run, database);
  else if (!(await hasSlot(run, database))) await makeSlot(run, database);
  if (!isKnown || state.columns !== columns) await snapshot(run, database);
  state.hasSlot = true;
  state.columns = columns;
};

/** The snapshot before the slot. */
const slotAfterSnapshot: SyncFunction = async (run) => {
  await using database = await openDatabase(run);
  if (await hasSlot(run, database)) return await stream(run, database);
  await snapshot(run, database);
  await makeSlot(run, database);
};

/** A slot that is gone is made again, and read on. */
const slotWithoutSnapshot: SyncFunction = async (run) => {
  await using database = await openDatabase(run);
  const state = run.state as Kept;
  if (!(await hasSlot(run, database))) await makeSlot(run, database);
  if (state.hasSlot === undefined) await snapshot(run, database);
  else await stream(run, database);
  state.hasSlot = true;
};

/** Connectors that follow the log of the database, each with one bug. */
export const OF_LOGS: readonly Mutant[] = [
  { scenario: 'snapshot-then-stream', bug: 'a snapshot before its slot', sync: slotAfterSnapshot },
  { scenario: 'snapshot-then-stream', bug: 'a slot without a snapshot', sync: slotWithoutSnapshot },
];

export const RIGHT_OF_LOGS: Readonly<Record<string, SyncFunction>> = { 'the log after a snapshot': right };
