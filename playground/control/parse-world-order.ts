import { DEFAULT_CAPACITY } from '../../core/capacity.ts';
import { badWorldOrder, type ControlError } from '../../core/control/control-error.ts';
import { shown } from '../../core/control/parse-control-query.ts';
import type { WorldOptions } from '../worlds/world-options.ts';
import { OPTIONS_ELSEWHERE } from './world-options-elsewhere.ts';

/** What is asked for: the name of a world, and what it has otherwise than its playground. */
export interface WorldOrder {
  readonly name: unknown;
  readonly options: WorldOptions;
}

const NUMBERS = {
  seed: 'seed',
  records: 'records',
  clock_rate: 'clockRate',
  postgres_rows: 'postgresRows',
  s3_files: 's3Files',
  journal_size: 'journalSize',
} as const;
const TEXTS = { preset: 'preset', world: 'world', anchor: 'anchor', credentials: 'credentials' } as const;
const LISTS = { services: 'services', allowed_hosts: 'allowedHosts' } as const;
const FIELDS = [
  ...['name', 'services', ...Object.keys(NUMBERS), ...Object.keys(TEXTS)],
  ...['rate_limit', 'allowed_hosts'],
];

/**
 * Reads the body of `POST /_playground/worlds`.
 *
 * @throws ControlError 400 that names what was sent. What a value may be, the playground itself says.
 */
export function parseWorldOrder(body: string): WorldOrder {
  const { name, ...rest } = objectIn(body);
  const options: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(rest)) {
    if (isIn(NUMBERS, field)) options[NUMBERS[field]] = ofType('number', field, value);
    else if (isIn(TEXTS, field)) options[TEXTS[field]] = ofType('string', field, value);
    else if (isIn(LISTS, field)) options[LISTS[field]] = textsIn(field, value);
    else if (field === 'rate_limit') options['rateLimit'] = limitIn(value);
    else throw unknownField(field);
  }
  const { credentials } = options;
  if (credentials !== undefined && credentials !== 'fixed' && credentials !== 'random')
    throw badWorldOrder(`'credentials' is fixed or random, but is ${show(credentials)}.`);
  return { name, options };
}

/** Its own: a body may have a `constructor`. */
function isIn<Table extends object>(table: Table, field: string): field is Extract<keyof Table, string> {
  return Object.hasOwn(table, field);
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json };
  } catch {
    // Said below.
  }
  throw badWorldOrder(
    `A world is asked for as JSON, {"name": "w1", "preset": "living"}, but this is ${show(body)}.`,
  );
}

function ofType(type: 'number' | 'string', field: string, value: unknown): unknown {
  if (typeof value === type) return value;
  throw badWorldOrder(`'${field}' must be a ${type === 'string' ? 'text' : type}, but is ${show(value)}.`);
}

function textsIn(field: string, value: unknown): readonly string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  for (const text of texts) ofType('string', field, text);
  return texts as string[];
}

/** As `--rate-limit` has it. Undefined is no limit, also where the playground has one. */
function limitIn(value: unknown): WorldOptions['rateLimit'] | undefined {
  if (value === false || value === 0) return undefined;
  if (value === true) return { capacity: DEFAULT_CAPACITY };
  if (typeof value === 'number') return { capacity: value };
  throw badWorldOrder(`'rate_limit' must be true, false or a number, but is ${show(value)}.`);
}

function unknownField(field: string): ControlError {
  const wayOut = Object.hasOwn(OPTIONS_ELSEWHERE, field) ? OPTIONS_ELSEWHERE[field] : undefined;
  return badWorldOrder(`There is no '${shown(field)}'. ${wayOut ?? `There are ${FIELDS.join(', ')}.`}`);
}

function show(value: unknown): string {
  return shown(JSON.stringify(value) ?? 'nothing');
}
