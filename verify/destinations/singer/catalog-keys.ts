import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '../../../core/playground-error.ts';
import { cannotRead } from '../errors.ts';

/** A catalog may be in the folder itself, or beside it where each sync finds the folder empty. */
const PLACES = ['catalog.json', '../catalog.json'];

/**
 * The keys of streams by their names, as a catalog of Singer tells them: in `key_properties`, and where that is not there in
 * `table-key-properties` or `view-key-properties` of the stream's metadata.
 *
 * @see https://github.com/singer-io/getting-started/blob/master/docs/DISCOVERY_MODE.md
 * @returns nothing where there is no catalog
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` that names the place in the catalog which is none
 */
export async function keysOfCatalog(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  for (const place of PLACES) {
    const file = path.join(folder, place);
    const text = await textOf(file);
    if (text !== undefined)
      return new Map(streamsOf(text, file).map((stream, at) => keyOf(stream, at, file)));
  }
  return new Map();
}

async function textOf(file: string): Promise<string | undefined> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw cannotRead(file, (error as Error).message, error);
  });
}

function streamsOf(text: string, file: string): readonly unknown[] {
  let catalog: unknown;
  try {
    catalog = JSON.parse(text);
  } catch (cause) {
    throw cannotRead(file, `it is no JSON (${(cause as Error).message})`, cause);
  }
  const { streams } = Object(catalog);
  if (Array.isArray(streams)) return streams;
  throw cannotRead(file, 'it is no catalog of Singer, which has a list of streams');
}

function keyOf(stream: unknown, at: number, file: string): [stream: string, key: readonly string[]] {
  const { stream: named, tap_stream_id, key_properties, metadata } = Object(stream);
  const name: unknown = named ?? tap_stream_id;
  if (typeof name !== 'string') throw cannotRead(file, `streams[${at}] has no stream or tap_stream_id`);
  const key: unknown = key_properties ?? keyInMetadata(metadata) ?? [];
  if (Array.isArray(key) && key.every((one) => typeof one === 'string')) return [name, key];
  throw cannotRead(file, `the key of ${name} must be a list of names, but is ${JSON.stringify(key)}`);
}

function keyInMetadata(metadata: unknown): unknown {
  if (!Array.isArray(metadata)) return undefined;
  const ofStream: unknown = metadata.find((entry) => Object(entry).breadcrumb?.length === 0)?.metadata;
  return Object(ofStream)['table-key-properties'] ?? Object(ofStream)['view-key-properties'];
}
