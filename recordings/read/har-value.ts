/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with an entry: which member, and what is there. */
export class EntryError extends Error {
  override readonly name = 'EntryError';
}

/** @throws EntryError for a member that is missing, or no object */
export function objectIn(parent: JsonObject, path: string): JsonObject {
  const value = parent[lastOf(path)];
  if (isObject(value)) return value;
  throw new EntryError(`'${path}' ${present(value)}, and must be an object`);
}

/** @throws EntryError for a member that is missing, or no text */
export function textIn(parent: JsonObject, path: string): string {
  const value = parent[lastOf(path)];
  if (typeof value === 'string' && value !== '') return value;
  throw new EntryError(`'${path}' ${present(value)}, and must be a text`);
}

/** @throws EntryError for a member that is missing, or no whole number of the range */
export function integerIn(parent: JsonObject, path: string, least: number, most: number): number {
  const value = parent[lastOf(path)];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw new EntryError(`'${path}' ${present(value)}, and must be ${least} to ${most}`);
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function present(value: unknown): string {
  return value === undefined ? 'is missing' : `is ${JSON.stringify(value).slice(0, 60)}`;
}
