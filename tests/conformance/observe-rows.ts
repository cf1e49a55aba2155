import type { Observation } from './observation.ts';
import { placesOf } from './places-of.ts';
import type { ServerFacts, TimeColumn } from './server-facts.ts';

type Row = Readonly<Record<string, unknown>>;

/** Observes a list of rows: how many, of what fields and types, and which ones in what order. */
export function observeRows(value: unknown, line: string, facts: ServerFacts): Observation {
  if (!Array.isArray(value)) return { rows: `not a list but ${typeof value}` };
  const rows = value as Row[];
  return {
    rows: String(rows.length),
    row_fields: distinct(rows.map((row) => Object.keys(row).join(', '))),
    row_types: distinct(rows.map(typesOf)),
    order: orderOf(rows, line, facts),
  };
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].join(' or ');
}

/** In alphabetical order, so that another order of the fields is one difference and not two. */
function typesOf(row: Row): string {
  return Object.keys(row)
    .sort()
    .map((field) => `${field}: ${typeOf(row[field])}`)
    .join(', ');
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  uuid: /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
  digits: /^\d+$/,
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  email: /^\S+@\S+$/,
  text: /./,
};

function typeOf(value: unknown): string {
  if (typeof value !== 'string') return Number.isInteger(value) ? 'integer' : typeof value;
  return Object.keys(FORMATS).find((format) => FORMATS[format]?.test(value)) ?? 'empty';
}

/** People by their place among all people; other rows change, so only whether they are in the asked order. */
function orderOf(rows: readonly Row[], line: string, facts: ServerFacts): string {
  const column = askedColumn(line);
  const ranks = rows.map((row) => facts.rank(row, column));
  if (ranks.every((rank) => rank !== undefined)) return placesOf(ranks);
  const times = rows.map((row) => String(row[column]));
  const direction = line.includes('order_type=desc') ? -1 : 1;
  const sorted = times.toSorted((one, other) => (one < other ? -direction : Number(one > other) * direction));
  return times.join() === sorted.join() ? 'as asked' : 'another';
}

/** Endpoints that do not sort give the rows as they were created. */
function askedColumn(line: string): TimeColumn {
  if (/\/(auth|export)\/|\/step/.test(line) || line.includes('order_by=createdAt')) return 'createdAt';
  return 'updatedAt';
}
