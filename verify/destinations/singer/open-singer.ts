import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Destination, DestinationTable } from '../../destination.ts';
import { cannotRead, noSingerFiles } from '../errors.ts';
import { openNdjson } from '../files/ndjson-format.ts';
import { fileTable } from '../files/open-files.ts';
import { keysOfCatalog } from './catalog-keys.ts';
import { lastOfEach } from './last-of-each.ts';

/** How target-jsonl names a file: by its stream, and by the local time when the sync began unless it is told not to. */
const NAME = /^(?<stream>.+?)(?:-(?<began>\d{8}T\d{6}))?\.jsonl$/;

/**
 * Opens a folder that Singer's target-jsonl has written. It only appends, so a row that was synced again is there again: of the
 * rows with one key the last is the row. The keys are those of the `catalog.json` in the folder or beside it; a stream
 * without a key has all its rows. A last line that a killed sync has not finished is left out.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` when no such file is there, `ERR_CANNOT_COMPARE` (of a file, when it is read) for what
 *   is no catalog, and for a line that is no JSON object
 */
export async function openSinger(folder: string): Promise<Destination> {
  const streams = await streamsIn(folder);
  if (streams.size === 0) throw noSingerFiles(folder);
  const keys = await keysOfCatalog(folder);
  const tableOf = async (stream: string, files: readonly string[]): Promise<DestinationTable> => {
    const table = await fileTable({ table: stream, files }, { open: (file) => openNdjson(file, true) });
    const key = keys.get(stream) ?? [];
    if (key.length === 0 || table.columns.length === 0) return table;
    const missing = key.find((name) => table.columns.every((column) => column.name !== name));
    if (missing === undefined) return lastOfEach(table, key);
    throw cannotRead(
      folder,
      `catalog.json says that ${missing} is in the key of ${stream}, but no row has it`,
    );
  };
  return {
    name: folder,
    kind: 'singer',
    tables: () => Promise.all([...streams].map(([stream, files]) => tableOf(stream, files))),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The files of each stream, in the order in which they were begun; one without a time comes first. */
async function streamsIn(folder: string): Promise<Map<string, string[]>> {
  const names = await readdir(folder).catch(() => []);
  const files = names.flatMap((name) => {
    const { stream, began = '' } = NAME.exec(name)?.groups ?? {};
    return stream === undefined ? [] : [{ stream, began, file: path.join(folder, name) }];
  });
  files.sort((a, b) => Number(a.began > b.began) - Number(a.began < b.began));
  const streams = new Map<string, string[]>();
  for (const { stream, file } of files) streams.set(stream, [...(streams.get(stream) ?? []), file]);
  return streams;
}
