import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openDestination } from '../../../verify/destinations/open-destination.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { pythonWithDuckdb, writeDuckdb } from './duckdb-file.ts';
import { contentOf } from './rows-of.ts';

// The first run installs DuckDB for Python.
jest.setTimeout(200_000);

let python: string;

beforeAll(async () => {
  python = await pythonWithDuckdb();
});

describe('whatever can read a file of DuckDB:', () => {
  it('the peer is used where the Python has no DuckDB', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'warehouse.db');
    await writeDuckdb(python, file, 'CREATE TABLE t AS SELECT 1 AS a');
    for (const without of [process.execPath, path.join(folder.path, 'no-python')]) {
      await using destination = await openDestination({ kind: 'duckdb', place: file, python: without });
      expect(await contentOf(destination)).toEqual({ 'main.t': [[1]] });
    }
  });

  it('both ways are named where there is neither', async () => {
    await using folder = await temporaryDirectory();
    // A copy that finds no packages: Node.js searches no further up than a folder of that name.
    await mkdir(path.join(folder.path, 'node_modules/@duckdb/node-api'), { recursive: true });
    execFileSync('cp', ['-r', 'dist/core', 'dist/verify', 'package.json', folder.path]);
    const module = path.join(folder.path, 'verify/destinations/duckdb/open-duckdb.js');
    const program = `import(${JSON.stringify(module)})
      .then(({ openDuckdb }) => openDuckdb(process.execPath, undefined))
      .catch(({ code, message }) => console.log(code, message))`;
    expect(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }).trim()).toBe(
      `ERR_CANNOT_COMPARE Nothing here can read ${process.execPath}. Either name a Python environment that has the Connector SDK with --venv, or install DuckDB for Node.js: npm install @duckdb/node-api.`,
    );
  });
});
