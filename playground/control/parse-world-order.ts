import { badWorldOrder } from '../../core/control/control-error.ts';
import { shown } from '../../core/control/parse-control-query.ts';
import type { WorldOptions } from '../worlds/world-options.ts';

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
const FIELDS = ['name', 'services', ...Object.keys(NUMBERS), ...Object.keys(TEXTS)];

/**
 * Reads the body of `POST /_playground/worlds`.
 *
 * @throws ControlError 400 that names what was sent. What a value may be, the playground itself says.
 */
export function parseWorldOrder(body: string): WorldOrder {
  const { name, services, ...rest } = objectIn(body);
  const options: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(rest)) {
    if (field in NUMBERS) options[NUMBERS[field as keyof typeof NUMBERS]] = ofType('number', field, value);
    else if (field in TEXTS) options[TEXTS[field as keyof typeof TEXTS]] = ofType('string', field, value);
    else throw badWorldOrder(`There is no '${shown(field)}'. There are ${FIELDS.join(', ')}.`);
  }
  if (services !== undefined) options['services'] = textsIn(services);
  const { credentials } = options;
  if (credentials !== undefined && credentials !== 'fixed' && credentials !== 'random')
    throw badWorldOrder(`'credentials' is fixed or random, but is ${show(credentials)}.`);
  return { name, options };
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

function textsIn(value: unknown): readonly string[] {
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  for (const text of texts) ofType('string', 'services', text);
  return texts as string[];
}

function show(value: unknown): string {
  return shown(JSON.stringify(value) ?? 'nothing');
}
