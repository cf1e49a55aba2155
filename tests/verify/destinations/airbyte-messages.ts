import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Destination, Found } from '../../../verify/destination.ts';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

export type Files = Readonly<Record<string, string | Buffer>>;

/** Writes files, opens the messages among them, and gives what a test looks at. */
export async function opened<Seen>(
  files: Files,
  look: (destination: Destination) => Promise<Seen>,
  { place = 'messages.jsonl', catalog }: { readonly place?: string; readonly catalog?: string } = {},
): Promise<Seen> {
  await using folder = await temporaryDirectory();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder.path, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const named = catalog === undefined ? {} : { catalog: path.join(folder.path, catalog) };
  await using destination = await openDestination({
    ...{ kind: 'airbyte', place: path.join(folder.path, place) },
    ...named,
  });
  return await look(destination);
}

export const record = (stream: string, data: object, more: object = {}): string =>
  `${JSON.stringify({ type: 'RECORD', record: { stream, data, emitted_at: 1_767_225_600_000, ...more } })}\n`;
export const state = (name: string, stream_state: object): string =>
  `${JSON.stringify({ type: 'STATE', state: { type: 'STREAM', stream: { stream_descriptor: { name }, stream_state } } })}\n`;
export const LOG = '{"type":"LOG","log":{"level":"INFO","message":"Starting syncing"}}\n';
export const people = (...rows: readonly object[]): string =>
  rows.map((row) => record('people', row)).join('');

export const configured = (more: object, stream: object = {}): string =>
  JSON.stringify({ streams: [{ stream: { name: 'people', ...stream }, sync_mode: 'incremental', ...more }] });
export const BY_ID = { destination_sync_mode: 'append_dedup', primary_key: [['id']] };

export const OLD = { id: 1, at: '2026-01-01T00:00:00Z' };
export const NEW = { id: 1, at: '2026-01-01T00:00:00.5Z' };
export const OTHER = { id: 2, at: '2026-01-01T00:00:00Z' };
export const pairs = (...rows: readonly { id: Found; at: Found }[]): Found[][] =>
  rows.map(({ id, at }) => [id, at]);
