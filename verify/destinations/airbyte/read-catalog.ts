import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../../../core/playground-error.ts';
import { badCatalog, noSuchFile } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../files/json-lines.ts';
import { streamName } from './messages.ts';

/** Where a value is in a record: `['id']`, or deeper. */
export type FieldPath = readonly string[];

/** What a configured catalog says of a stream. */
export interface ConfiguredStream {
  /** Empty where rows are appended as they come. */
  readonly key: readonly FieldPath[];
  /** What tells which of two records with the same key is newer; undefined: the later one is. */
  readonly cursor: FieldPath | undefined;
  /** The properties of its schema. */
  readonly columns: readonly string[];
}

/**
 * The streams of a configured catalog, by name.
 *
 * @param place of the messages: `catalog.json` is looked for in that folder, or beside it
 * @param named the file, where somebody has named it
 * @throws PlaygroundError `ERR_BAD_OPTION` where a named file is not there, `ERR_CANNOT_COMPARE` for what is no configured catalog
 */
export async function readCatalog(
  place: string,
  named: string | undefined,
): Promise<ReadonlyMap<string, ConfiguredStream>> {
  const beside = [place, path.dirname(place)].map((folder) => path.join(folder, 'catalog.json'));
  for (const file of named === undefined ? beside : [named]) {
    const text = await textOf(file);
    if (text !== undefined) return streamsOf(text, file);
  }
  if (named !== undefined) throw noSuchFile(named);
  return new Map();
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    // A file of messages is no folder with a catalog.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw badCatalog(file, `cannot be read (${(error as Error).message})`);
  }
}

function streamsOf(text: string, file: string): ReadonlyMap<string, ConfiguredStream> {
  const configured = parsed(text, file)['streams'];
  if (!Array.isArray(configured)) throw badCatalog(file, "has no list 'streams'");
  return new Map(
    configured.map((one: unknown, index) => {
      const stream = isJsonObject(one) ? one['stream'] : undefined;
      const name = isJsonObject(stream) ? stream['name'] : undefined;
      if (!isJsonObject(one) || !isJsonObject(stream) || typeof name !== 'string') {
        throw badCatalog(file, `has no 'stream' with a name in streams[${index}]`);
      }
      return [streamName(name, stream['namespace']), streamOf(one, stream, `${name} in ${file}`)] as const;
    }),
  );
}

function streamOf(configured: JsonObject, stream: JsonObject, where: string): ConfiguredStream {
  const mode = configured['destination_sync_mode'];
  if (mode !== undefined && mode !== 'append' && mode !== 'append_dedup') throw otherMode(where, mode);
  const primary = pathsOf(configured['primary_key'], where);
  const key = primary.length > 0 ? primary : pathsOf(stream['source_defined_primary_key'], where);
  if (mode === 'append_dedup' && key.length === 0) {
    throw badCatalog(where, "has destination_sync_mode 'append_dedup' and no primary_key");
  }
  const [cursor] = pathsOf([configured['cursor_field'] ?? []], where).filter(({ length }) => length > 0);
  const schema = stream['json_schema'];
  const properties = isJsonObject(schema) ? schema['properties'] : undefined;
  return {
    key: mode === 'append' ? [] : key,
    cursor,
    columns: isJsonObject(properties) ? Object.keys(properties) : [],
  };
}

/** A list of paths: `[["id"]]`. */
function pathsOf(value: unknown, where: string): FieldPath[] {
  const isPath = (one: unknown): one is FieldPath =>
    Array.isArray(one) && one.every((name) => typeof name === 'string');
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isPath)) return value;
  throw badCatalog(
    where,
    `has a key or a cursor that is no list of paths, such as [["id"]]: ${JSON.stringify(value)}`,
  );
}

function parsed(text: string, file: string): JsonObject {
  try {
    const catalog: unknown = JSON.parse(text);
    if (isJsonObject(catalog)) return catalog;
  } catch {
    // Said below, too.
  }
  throw badCatalog(file, 'is no JSON object');
}

function otherMode(where: string, mode: unknown): Error {
  return badCatalog(
    where,
    `has destination_sync_mode ${JSON.stringify(mode)}, and a file of messages does not say which rows a sync has replaced; write 'append' or 'append_dedup'`,
  );
}
