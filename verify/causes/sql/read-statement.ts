import { instantOf } from '../../values/instant.ts';
import { nameIn, tokensOf, valueIn } from './tokens.ts';

/** From where on a statement wants rows, in its order. */
interface StartOfRead {
  /** By the stamp of rows (ms since 1970). */
  readonly stamp?: number;
  /** By their key, or among rows with just that stamp. */
  readonly key?: number;
  /** Whether it wants those after it alone. */
  readonly isStrict: boolean;
}

/** A statement that reads rows of one table, of which it can be told which ones. */
export interface ReadStatement {
  /** Without its schema. */
  readonly table: string;
  readonly start: StartOfRead | undefined;
  /** Undefined where it says none. */
  readonly order: 'stamp' | 'stamp, key' | 'key' | undefined;
  /** How many rows it wants; undefined where it wants all. */
  readonly limit: number | undefined;
  readonly offset: number;
}

/** What the columns of a table are called that a read can go by. */
export interface ReadColumns {
  readonly key: string;
  readonly stamp: string | undefined;
}

const CLAUSES = ['select', 'from', 'where', 'order', 'limit', 'offset'];
/** With these a statement reads more than one table, or makes other rows of them. */
const OTHERS = /^(?:join|group|having|union|except|intersect|with|window|distinct|fetch|tablesample)$/i;
const AGGREGATE = /^(?:count|max|min|sum|avg)$/i;
const TYPES = /^timestamp(?:tz)?$/i;

/** Which rows a statement reads; undefined where its text does not tell. */
export function readOf(statement: string, columns: ReadColumns): ReadStatement | undefined {
  const clauses = clausesOf(tokensOf(statement));
  const table = clauses && nameOfTable(clauses.get('from') ?? []);
  if (!clauses || table === undefined) return undefined;
  const where = clauses.get('where');
  const start = where && startIn(where, columns);
  const order = orderIn(clauses.get('order'), columns);
  const limit = numberIn(clauses.get('limit'));
  const offset = numberIn(clauses.get('offset'));
  if ((where && !start) || [order, limit, offset].includes('another')) return undefined;
  return {
    ...{ table, start },
    order: order as ReadStatement['order'],
    limit: limit as number | undefined,
    offset: (offset as number | undefined) ?? 0,
  };
}

/** The clauses of a plain SELECT by their first word; undefined of every other statement. */
function clausesOf(tokens: readonly string[]): ReadonlyMap<string, readonly string[]> | undefined {
  const clauses = new Map<string, string[]>();
  let open: string[] | undefined;
  let depth = 0;
  for (const token of tokens) {
    const word = token.toLowerCase();
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (depth === 0 && CLAUSES.includes(word) && !clauses.has(word)) {
      open = [];
      clauses.set(word, open);
    } else if (open === undefined || OTHERS.test(word)) return undefined;
    else if (token !== ';') open.push(token);
  }
  const selected = clauses.get('select') ?? [];
  return selected.length === 0 || selected.some((token) => AGGREGATE.test(token)) ? undefined : clauses;
}

/** A table alone, with or without its schema. */
function nameOfTable(tokens: readonly string[]): string | undefined {
  const isOne = tokens.length === 1 || (tokens.length === 3 && tokens[1] === '.');
  return isOne ? nameIn(tokens) : undefined;
}

function orderIn(
  tokens: readonly string[] | undefined,
  { key, stamp }: ReadColumns,
): ReadStatement['order'] | 'another' {
  if (tokens === undefined) return undefined;
  const names = tokens
    .slice(1)
    .join(' ')
    .split(' , ')
    .map((column) => nameIn([column.replace(/ asc$/i, '')]));
  if (names.length === 1 && names[0] === key) return 'key';
  if (stamp === undefined || names[0] !== stamp) return 'another';
  if (names.length === 1) return 'stamp';
  return names.length === 2 && names[1] === key ? 'stamp, key' : 'another';
}

function numberIn(tokens: readonly string[] | undefined): number | 'another' | undefined {
  if (tokens === undefined) return undefined;
  const value = tokens.length === 1 ? valueIn(tokens[0]) : undefined;
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : 'another';
}

/** `updated_at > '…'`, `id > 7`, `(updated_at, id) > ('…', 7)`. */
function startIn(where: readonly string[], { key, stamp }: ReadColumns): StartOfRead | undefined {
  const sign = where.findIndex((token) => token === '>' || token === '>=');
  if (sign === -1) return undefined;
  const isStrict = where[sign] === '>';
  const names = listIn(where.slice(0, sign)).map((column) => nameIn(column));
  const values = listIn(where.slice(sign + 1)).map(literalIn);
  const [first, second] = values;
  if (first === undefined || values.length !== names.length) return undefined;
  if (names.length === 1 && names[0] === key) return keyIn(first, { isStrict });
  const time = names[0] === stamp ? instantOf(first) : undefined;
  if (time === undefined) return undefined;
  if (names.length === 1) return { stamp: time, isStrict };
  if (names.length !== 2 || names[1] !== key || second === undefined) return undefined;
  return keyIn(second, { stamp: time, isStrict });
}

function keyIn(value: string, start: StartOfRead): StartOfRead | undefined {
  return /^\d+$/.test(value) ? { ...start, key: Number(value) } : undefined;
}

/** What is in parentheses, or without them: the parts between commas. */
function listIn(tokens: readonly string[]): readonly (readonly string[])[] {
  const inner = tokens[0] === '(' && tokens.at(-1) === ')' ? tokens.slice(1, -1) : tokens;
  const parts: string[][] = [[]];
  for (const token of inner) {
    if (token === ',') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** With its type before or behind it. */
function literalIn(tokens: readonly string[]): string | undefined {
  const [first, ...rest] = TYPES.test(tokens[0] ?? '') ? tokens.slice(1) : tokens;
  return rest.length === 0 || (rest.length === 2 && rest[0] === '::') ? valueIn(first) : undefined;
}
