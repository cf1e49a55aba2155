import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { findDestination } from '../../../verify/destinations/find-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

it('finds what fivetran debug wrote', async () => {
  await using folder = await temporaryDirectory();
  const file = path.join(folder.path, 'files/warehouse.db');
  await mkdir(path.dirname(file));
  await writeFile(file, '');
  expect(await findDestination(folder.path)).toEqual({ kind: 'duckdb', place: file });
});

it('says when no sync has written anything', async () => {
  await using folder = await temporaryDirectory();
  const file = path.join(folder.path, 'files/warehouse.db');
  await expect(findDestination(folder.path)).rejects.toMatchObject({
    code: 'ERR_CANNOT_COMPARE',
    message: `There is no ${file}: no sync of the connector in ${folder.path} has written anything yet. Run it first, or name its destination with --duckdb, --postgres, --parquet, --csv, --ndjson, --singer or --airbyte.`,
  });
});
