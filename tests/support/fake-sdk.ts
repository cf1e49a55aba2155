import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a connector does at a sync, for the program below. */
export interface FakeSync {
  /** The rows of each table when it is over. */
  readonly tables?: Readonly<Record<string, { rows: number; written: number; deleted?: number }>>;
  readonly says?: string;
  readonly exitCode?: number;
  readonly state?: unknown;
  /** Set in the configuration of the connection through the API of Fivetran. */
  readonly sets?: Readonly<Record<string, string>>;
  /** Never ends by itself, and writes the number of its process into this file. */
  readonly hangsAs?: string;
}

/** Does at its n-th call what the n-th entry of `connector.py` says. It notes what it was given in `given.json`. */
const FIVETRAN = `#!${process.execPath}
const fs = require('node:fs');
fs.mkdirSync('files', { recursive: true });
const syncs = JSON.parse(fs.readFileSync('connector.py', 'utf8'));
const count = fs.existsSync('files/count') ? Number(fs.readFileSync('files/count')) : 0;
fs.writeFileSync('files/count', String(count + 1));
const sync = syncs[Math.min(count, syncs.length - 1)];
const configuration = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
console.log(JSON.stringify({ argv: process.argv.slice(2, 4), configuration, home: process.env.HOME, proxy: process.env.HTTPS_PROXY ?? null }));
console.error(sync.says ?? '');
if (sync.tables) fs.writeFileSync('files/warehouse.db', JSON.stringify(sync.tables));
if ('state' in sync) fs.writeFileSync('files/state.json', JSON.stringify(sync.state));
if (sync.sets) {
  const secrets_list = Object.entries(sync.sets).map(([key, value]) => ({ key, value }));
  const options = {
    method: 'PATCH',
    path: 'http://api.fivetran.com/v1/connections/test_connection_id',
    headers: { Host: 'api.fivetran.com', Authorization: 'Basic any' },
  };
  require('node:http')
    .request(process.env.HTTP_PROXY, options, (answer) => answer.resume())
    .end(JSON.stringify({ config: { secrets_list } }));
}
if (sync.hangsAs) {
  fs.writeFileSync(sync.hangsAs, String(process.pid));
  setInterval(() => {}, 1000);
} else {
  process.exitCode = sync.exitCode ?? 0;
}
`;

/** Answers the two questions that are asked of the interpreter beside \`fivetran\`. */
const python = (version: string): string => `#!${process.execPath}
const fs = require('node:fs');
const [, , , program, file] = process.argv;
if (program.includes('getuserbase')) {
  console.log(JSON.stringify({ version: '${version}', userBase: '/nowhere' }));
} else {
  const tables = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  for (const table of Object.values(tables)) table.deleted ??= 0;
  console.log(JSON.stringify(tables));
}
`;

/** Makes a folder that looks like a Python environment with the Connector SDK. What its connectors do is written in them. */
export async function fakeSdk(folder: string, version = '3.0.0'): Promise<string> {
  const bin = path.join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  for (const [name, text] of Object.entries({ fivetran: FIVETRAN, python3: python(version) })) {
    await writeFile(path.join(bin, name), text);
    await chmod(path.join(bin, name), 0o755);
  }
  return folder;
}

/** Writes a connector for the SDK above. */
export async function fakeConnector(folder: string, syncs: readonly FakeSync[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'connector.py'), JSON.stringify(syncs));
  return folder;
}
