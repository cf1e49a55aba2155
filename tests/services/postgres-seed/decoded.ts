import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import { rowsOf } from './with-postgres.ts';

/** One change as `test_decoding` tells it; of a delete it tells the key alone. */
export interface Decoded {
  readonly table: string;
  readonly kind: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const CHANGE = /^table (?<table>[\w.]+): (?<kind>INSERT|UPDATE|DELETE): (?<rest>.*)$/s;
/** `old-key: "…" new-tuple: …`, where an update changes the key. */
const OLD_KEY = /^old-key: .* new-tuple: /s;
const FIELD =
  /(?:"(?<quoted>[^"]+)"|(?<name>\w+))\[(?<type>[^\]]+)\]:(?:'(?<text>(?:[^']|'')*)'|(?<word>[^\s']+))/gs;

const NUMBERS = ['integer', 'double precision', 'real'];

/** The transactions that a slot of `test_decoding` has, each with its changes. What it has had is gone from it. */
export async function decodedFrom(endpoints: PostgresEndpoints, slot: string): Promise<Decoded[][]> {
  const lines = await rowsOf(
    endpoints,
    `SELECT data FROM pg_logical_slot_get_changes('${slot}', NULL, NULL, 'include-xids', '0', 'skip-empty-xacts', '1')`,
  );
  return transactionsIn(lines.map(({ data }) => String(data)));
}

function transactionsIn(lines: readonly string[]): Decoded[][] {
  const transactions: Decoded[][] = [];
  for (const line of lines) {
    if (line === 'BEGIN') transactions.push([]);
    const decoded = decodedOf(line);
    if (decoded) transactions.at(-1)?.push(decoded);
  }
  return transactions;
}

/** @returns undefined for a line that tells of no row */
function decodedOf(line: string): Decoded | undefined {
  const { table, kind, rest } = CHANGE.exec(line)?.groups ?? {};
  if (table === undefined || kind === undefined || rest === undefined) return undefined;
  const fields = [...rest.replace(OLD_KEY, '').matchAll(FIELD)].map(({ groups = {} }) => {
    const { quoted, name = '', type = '', text, word } = groups;
    return [
      quoted ?? name,
      fieldOf(type, text?.replaceAll("''", "'") ?? word ?? '', text === undefined),
    ] as const;
  });
  return { table, kind: kind.toLowerCase(), values: Object.fromEntries(fields) };
}

function fieldOf(type: string, text: string, isBare: boolean): unknown {
  if (isBare && text === 'null') return null;
  if (type === 'boolean') return text === 'true';
  if (NUMBERS.includes(type)) return Number(text);
  if (type === 'jsonb') return JSON.parse(text);
  if (type.startsWith('timestamp')) return text.replace(' ', 'T').replace('+00', 'Z');
  return text;
}
