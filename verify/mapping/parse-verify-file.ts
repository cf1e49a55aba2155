import { parse } from 'yaml';
import { nearest } from '../../core/nearest.ts';
import { badVerifyFile } from '../errors.ts';
import type { GivenTable, VerifyFile } from './verify-file.ts';

/** The number of a scenario, or the name of one that has none, and a hash. */
const FINDING = /^(?:\d{2,4}|[a-z0-9-]*[a-z][a-z0-9-]*)-[0-9a-f]{8}$/;

/** What an entry may be, as `docs/verify.schema.json` says it. */
const PROPERTIES: Readonly<Record<keyof GivenTable, (value: unknown) => string | undefined>> = {
  source: (value) =>
    isText(value) ? undefined : 'must be the name of a table of the world, such as public.users',
  key: (value) =>
    isTexts(value) && value.length > 0 ? undefined : 'must be a list of columns, at least one',
  columns: (value) =>
    isTextMap(value) ? undefined : 'must map columns of the destination to columns of the source',
  ignore: (value) => (isTexts(value) ? undefined : 'must be a list of columns'),
  lossy: (value) => (isTexts(value) ? undefined : 'must be a list of columns'),
  rows: (value) => (value === 'all' || value === 'part' ? undefined : "must be 'all' or 'part'"),
};

/**
 * Reads `verify.yaml` (or JSON, which YAML includes).
 *
 * @param file its name, for errors
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the file, the place and the value, with the way out
 */
export function parseVerifyFile(text: string, file: string): VerifyFile {
  const content = parseYaml(text, file) ?? {};
  requireMap(content, file, 'the file');
  requireKnown(content, ['tables', 'known'], file, 'the file');
  const tables = content['tables'] ?? {};
  requireMap(tables, file, 'tables');
  for (const [name, table] of Object.entries(tables)) checkTable(table, file, `tables.${name}`);
  const { known } = content;
  if (known === undefined) return { tables: tables as VerifyFile['tables'] };
  if (!isTexts(known) || !known.every((id) => FINDING.test(id))) {
    const problem = 'must be a list of ids of findings of playground test, such as 16-3f2a1b9c';
    throw badVerifyFile(file, 'known', `${problem}, but is ${JSON.stringify(known)}.`);
  }
  return { tables: tables as VerifyFile['tables'], known };
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw badVerifyFile(file, 'it', `is no YAML: ${(error as Error).message.split('\n')[0]}.`);
  }
}

function checkTable(table: unknown, file: string, where: string): void {
  requireMap(table, file, where);
  requireKnown(table, Object.keys(PROPERTIES), file, where);
  for (const [property, value] of Object.entries(table)) {
    const problem = PROPERTIES[property as keyof GivenTable](value);
    if (problem !== undefined) {
      throw badVerifyFile(file, `${where}.${property}`, `${problem}, but is ${JSON.stringify(value)}.`);
    }
  }
}

function requireKnown(map: object, known: readonly string[], file: string, where: string): void {
  const unknown = Object.keys(map).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const near = nearest(unknown, known, 1)[0];
  throw badVerifyFile(file, where, `has an unknown property '${unknown}'. Did you mean '${near}'?`);
}

function requireMap(
  value: unknown,
  file: string,
  where: string,
): asserts value is Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw badVerifyFile(file, where, `must be a map of names to values, but is ${JSON.stringify(value)}.`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isTextMap(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText)
  );
}
