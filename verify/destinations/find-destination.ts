import { access } from 'node:fs/promises';
import path from 'node:path';
import { noDestinationIn } from './errors.ts';
import type { DestinationPlace } from './open-destination.ts';

/**
 * Where the syncs of a connector's project have written to: `files/warehouse.db`, the file of `fivetran debug`.
 *
 * @throws PlaygroundError `ERR_CANNOT_COMPARE` when no sync has written anything
 */
export async function findDestination(folder: string): Promise<DestinationPlace> {
  const place = path.join(folder, 'files/warehouse.db');
  await access(place).catch(() => {
    throw noDestinationIn(folder, place);
  });
  return { kind: 'duckdb', place };
}
