import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { beforeAll, expect, it, jest } from '@jest/globals';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { pythonWithDuckdb, writeDuckdb } from './duckdb-file.ts';

// The first run installs DuckDB for Python.
jest.setTimeout(200_000);

let python: string;

beforeAll(async () => {
  python = await pythonWithDuckdb();
});

const packed = (state: string): string => deflateSync(state).toString('base64');
const STATE = JSON.stringify({ sources: { people: 'ü'.repeat(500) } });
const SIZE = Buffer.byteLength(STATE);

/** As dlt makes it: a row for each version of the state of each pipeline. */
function stateTable(
  schema: string,
  rows: readonly [version: number, pipeline: string, state: string][],
): string {
  const values = rows.map(([version, pipeline, state]) => `(${version}, '${pipeline}', '${state}')`);
  return `
    CREATE SCHEMA ${schema};
    CREATE TABLE ${schema}._dlt_pipeline_state (version BIGINT, pipeline_name VARCHAR, state VARCHAR);
    INSERT INTO ${schema}._dlt_pipeline_state VALUES ${values.join()};`;
}

it.each<readonly [what: string, sql: string, size: number | undefined]>([
  ['nothing, of another loader', 'CREATE TABLE people (id INTEGER)', undefined],
  ['that of a packed state, unpacked', stateTable('crm', [[1, 'people', packed(STATE)]]), SIZE],
  ['that of a state that is not packed', stateTable('crm', [[1, 'people', STATE]]), SIZE],
  [
    'that of the newest version',
    stateTable('crm', [
      [9, 'people', packed('{}')],
      [10, 'people', packed(STATE)],
      [2, 'people', packed('{"old":true}')],
    ]),
    SIZE,
  ],
  [
    'that of all pipelines in all schemas',
    stateTable('crm', [
      [1, 'people', packed(STATE)],
      [1, 'pets', packed('{}')],
    ]) + stateTable('shop', [[1, 'orders', packed('[]')]]),
    SIZE + '{}[]'.length,
  ],
])('the size of what dlt keeps is %s', async (_, sql, size) => {
  await using folder = await temporaryDirectory();
  const file = path.join(folder.path, 'people.duckdb');
  await writeDuckdb(python, file, sql);
  await using destination = await openDestination({ kind: 'duckdb', place: file, python });
  expect(await destination.stateSize?.()).toBe(size);
});
