import type { Destination, DestinationTable, Found } from '../../destination.ts';
import { filesAt } from '../files/find-files.ts';
import { messagesOf } from './messages.ts';
import { NewestOfKeys } from './newest-of-keys.ts';
import { type ConfiguredStream, readCatalog } from './read-catalog.ts';

const ENDINGS = ['jsonl', 'ndjson', 'jsonl.gz', 'ndjson.gz'];
const BATCH_ROWS = 1000;
const NOT_CONFIGURED: ConfiguredStream = { key: [], cursor: undefined, columns: [] };

/**
 * Opens the messages that a source of Airbyte has written, JSON on each line, as a destination would have loaded them: a
 * table a stream. The messages of several syncs are in one file, or in files whose names are in the order of the syncs.
 *
 * All is read once for the streams and their columns, and once more for each table. Where a stream has a key, an entry for each
 * key is in memory during the first reading, and a bit for each record after it.
 *
 * @param place a file, a folder or a pattern
 * @param catalog the configured catalog. Default: `catalog.json` in the folder, or beside the place; without one, no stream has a key
 * @throws PlaygroundError `ERR_BAD_OPTION` when there is no such file, `ERR_CANNOT_COMPARE` (when read) for what is no message,
 *   and for what is no configured catalog
 */
export async function openAirbyte(place: string, catalog: string | undefined): Promise<Destination> {
  const files = await filesAt(place, ENDINGS);
  const configured = await readCatalog(place, catalog);
  let found: Promise<Survey> | undefined;
  const survey = (): Promise<Survey> => {
    found ??= surveyOf(files, configured);
    return found;
  };
  return {
    name: place,
    kind: 'airbyte',
    tables: async () => (await survey()).tables,
    stateSize: async () => (await survey()).stateSize,
    [Symbol.asyncDispose]: async () => {},
  };
}

interface Survey {
  readonly tables: readonly DestinationTable[];
  readonly stateSize: number | undefined;
}

interface SeenStream {
  readonly columns: Set<string>;
  readonly newest: NewestOfKeys | undefined;
  records: number;
}

async function surveyOf(
  files: readonly string[],
  configured: ReadonlyMap<string, ConfiguredStream>,
): Promise<Survey> {
  const streams = new Map([...configured].map(([name, stream]) => [name, unseen(stream)]));
  const states = new Map<string | undefined, number>();
  for (const file of files) {
    for await (const messages of messagesOf(file)) {
      for (const message of messages) {
        if ('stateSize' in message) {
          states.set(message.stateOf, message.stateSize);
          continue;
        }
        const seen = streams.get(message.stream) ?? unseen(NOT_CONFIGURED);
        streams.set(message.stream, seen);
        for (const name in message.data) seen.columns.add(name);
        seen.newest?.add(message.data, seen.records);
        seen.records += 1;
      }
    }
  }
  return {
    tables: [...streams].map(([name, seen]) =>
      streamTable(files, name, configured.get(name) ?? NOT_CONFIGURED, seen),
    ),
    stateSize: states.size === 0 ? undefined : [...states.values()].reduce((sum, size) => sum + size, 0),
  };
}

function unseen(stream: ConfiguredStream): SeenStream {
  const newest = stream.key.length > 0 ? new NewestOfKeys(stream) : undefined;
  return { columns: new Set(stream.columns), newest, records: 0 };
}

function streamTable(
  files: readonly string[],
  name: string,
  { key }: ConfiguredStream,
  { columns, newest, records }: SeenStream,
): DestinationTable {
  const names = [...columns];
  const kept = newest?.kept();
  return {
    name,
    columns: names.map((column) => ({ name: column, type: undefined })),
    // A part of a value is no column.
    key: key.every((field) => field.length === 1) ? key.map(([column = '']) => column) : [],
    count: async () => kept?.count ?? records,
    async *batches() {
      let place = 0;
      let rows: Found[][] = [];
      for (const file of files) {
        for await (const messages of messagesOf(file)) {
          for (const message of messages) {
            if (!('stream' in message) || message.stream !== name) continue;
            if (kept === undefined || kept.has(place)) rows.push(rowOf(message.data, names));
            place += 1;
          }
          if (rows.length < BATCH_ROWS) continue;
          yield rows;
          rows = [];
        }
      }
      if (rows.length > 0) yield rows;
    },
  };
}

function rowOf(data: Readonly<Record<string, Found>>, names: readonly string[]): Found[] {
  return names.map((name) => (Object.hasOwn(data, name) ? (data[name] as Found) : null));
}
