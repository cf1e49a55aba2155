import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

const DUCKDB = createRequire(import.meta.url).resolve('@duckdb/node-api');

/**
 * Syncs people by cursor into DuckDB as the Connector SDK does. What is no page is the end of them, with the habit `lenient`.
 * With `hangs from 3 as FOLDER` its third sync and those after it say in that folder which process each is and what it reads,
 * and never end.
 */
const FIVETRAN = `#!${process.execPath}
const fs = require('node:fs');
const { DuckDBInstance } = require('${DUCKDB}');
const code = fs.readFileSync('connector.py', 'utf8');
const isLenient = code.includes('lenient');
const { base_url: base } = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
const [, hangsAt, hangsAs] = /hangs from (\\d+) as (\\S+)/.exec(code) ?? [];
if (hangsAs) {
  fs.appendFileSync(hangsAs + '.syncs', '.');
  if (fs.readFileSync(hangsAs + '.syncs').length >= Number(hangsAt)) {
    fs.mkdirSync(hangsAs, { recursive: true });
    fs.writeFileSync(hangsAs + '.' + process.pid, JSON.stringify({ pid: process.pid, base }));
    fs.renameSync(hangsAs + '.' + process.pid, hangsAs + '/' + process.pid);
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}
const state = fs.existsSync('files/state.json') ? JSON.parse(fs.readFileSync('files/state.json', 'utf8')) : {};
(async () => {
  fs.mkdirSync('files', { recursive: true });
  const rows = [];
  let query = state.since ? '?updated_since=' + state.since : '';
  let since;
  for (;;) {
    const answer = await fetch(base + '/pagination/keyset' + query);
    since ??= new Date(answer.headers.get('date')).toISOString().slice(0, 19) + 'Z';
    if (answer.status !== 200 && isLenient) break;
    if (answer.status !== 200) throw new Error('answered ' + answer.status);
    const { data, scroll_param: next } = await answer.json();
    rows.push(...data);
    if (!next) break;
    query = '?scroll_param=' + encodeURIComponent(next);
  }
  const database = await (await DuckDBInstance.create('files/warehouse.db')).connect();
  await database.run('CREATE SCHEMA IF NOT EXISTS tester');
  await database.run('CREATE TABLE IF NOT EXISTS tester.user (id VARCHAR PRIMARY KEY, email VARCHAR, job VARCHAR, updated_at TIMESTAMP WITH TIME ZONE)');
  for (const { id, email, job, updatedAt } of rows)
    await database.run('INSERT OR REPLACE INTO tester.user VALUES ($1, $2, $3, $4)', [id, email, job, updatedAt]);
  database.closeSync();
  fs.writeFileSync('files/state.json', JSON.stringify({ since }));
})().catch((error) => {
  console.error('SEVERE ' + error.message);
  process.exit(1);
});
`;

/** Tells its version, and has no DuckDB: destinations are read from Node.js. */
const PYTHON = `#!${process.execPath}
if (!process.argv.join().includes('getuserbase')) process.exit(1);
console.log(JSON.stringify({ version: '3.0.0', userBase: '/nowhere' }));
`;

/** A folder that looks like a Python environment with the Connector SDK, whose connectors read the API. */
export async function syncingSdk(folder: string): Promise<string> {
  const bin = path.join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  for (const [name, text] of Object.entries({ fivetran: FIVETRAN, python3: PYTHON })) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
  return folder;
}
