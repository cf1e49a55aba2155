import { type Asked, isAnswered } from '../verify/causes/asked.ts';
import { cursorsOf, isDeclaration } from '../verify/causes/sql/cursors.ts';
import { tableRead } from '../verify/causes/sql/table-read.ts';
import { textOf } from '../verify/causes/sql/tokens.ts';
import { isAggregate } from '../verify/causes/statements.ts';

/** The statements with which a connector reads the table that it reads most often. */
export interface StatementsRead {
  /** Without its schema. */
  readonly table: string;
  /** What a plan waits for: `SELECT id, name FROM users *`, `FETCH*` where rows are fetched by a cursor. */
  readonly pattern: string;
  /** Those that read its rows, oldest first. */
  readonly statements: readonly Asked[];
  /** What says from when on it wants rows: the same, or what declares the cursors by which they are fetched. */
  readonly walks: readonly Asked[];
  /** How many tables it reads. */
  readonly tables: number;
}

const OF_THE_SERVER = /^(?:pg_\w+|\w+_schema)$/i;
const CREATES_SLOT = /pg_create_logical_replication_slot|^\s*create_replication_slot/i;
const READS_LOG = /pg_logical_slot_(?:get|peek)_(?:binary_)?changes|^\s*start_replication/i;

/**
 * What a connector reads of a database; undefined where it reads nothing there.
 *
 * @param asked oldest first
 */
export function statementsRead(asked: readonly Asked[]): StatementsRead | undefined {
  const cursors = cursorsOf(asked);
  const byTable = new Map<string, Asked[]>();
  for (const one of asked) {
    if (one.operation !== 'query' || !isAnswered(one) || isDeclaration(one)) continue;
    const table = tableIn(cursors.get(one)?.statement ?? one.target ?? '');
    if (table === undefined) continue;
    const known = byTable.get(table);
    if (known) known.push(one);
    else byTable.set(table, [one]);
  }
  const [most] = [...byTable].sort(([, one], [, other]) => other.length - one.length);
  if (most === undefined) return undefined;
  const [table, statements] = most;
  const isFetched = statements.some((one) => cursors.has(one));
  const texts = statements.map(({ target }) => textOf(target ?? ''));
  return {
    ...{ table, statements, tables: byTable.size },
    walks: [...new Set(statements.map((one) => cursors.get(one)?.declared ?? one))],
    pattern: isFetched ? 'FETCH*' : patternOf(texts, table),
  };
}

/** Whether a connector follows the log of the database. */
export function readsLog(asked: readonly Asked[]): boolean {
  return asked.some(({ target }) => READS_LOG.test(target ?? '') || CREATES_SLOT.test(target ?? ''));
}

/** The table whose rows a SELECT reads, unless it is one in which the server describes itself. */
function tableIn(statement: string): string | undefined {
  const names = isAggregate(statement) ? undefined : tableRead(statement);
  return names?.some((name) => OF_THE_SERVER.test(name)) ? undefined : names?.at(-1)?.toLowerCase();
}

/** What all of the texts begin with, in whole words. */
function patternOf(texts: readonly string[], table: string): string {
  const lines = texts.map((text) => text.trim().replaceAll(/\s+/g, ' '));
  const [first = '', ...others] = lines;
  let length = first.length;
  for (const other of others) {
    while (!other.startsWith(first.slice(0, length))) length -= 1;
  }
  const common = length === first.length ? first : first.slice(0, first.lastIndexOf(' ', length) + 1);
  return common.toLowerCase().includes(table) ? `${common}*` : `SELECT*${table}*`;
}
