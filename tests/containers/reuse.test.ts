import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { Undo } from '../../core/undo.ts';
import { imageOf } from './support/images.ts';

const run = promisify(execFile);
const REPOSITORY = path.resolve(import.meta.dirname, '../..');

interface Start {
  readonly id: string;
  readonly ca: string;
  /** What the server said to a client that trusts this authority and no other. */
  readonly answer: string;
}

/** Starts a container that may be reused, in a process of its own, and asks it something over TLS. */
async function startedBy(container: string, ask: string): Promise<Start> {
  const script = `
    import { readFile } from 'node:fs/promises';
    import https from 'node:https';
    import pg from 'pg';
    import * as containers from 'connector-playground/testcontainers';
    const get = (url, ca) => new Promise((resolve, reject) =>
      https.get(url, { ca }, (response) => resolve(String(response.resume().statusCode))).once('error', reject));
    const query = async ({ endpoints, connectionUri }, ca) => {
      const { host, port, database, owner } = endpoints;
      const client = new pg.Client({ host, port, database, ...owner, ssl: { ca } });
      await client.connect();
      const { rows } = await client.query('SELECT count(*)::text AS count FROM people');
      await client.end();
      return rows[0].count;
    };
    const started = await new containers.${container}.withReuse().start();
    const { endpoints } = started;
    const ca = endpoints.ca ?? await readFile(endpoints.caFile, 'utf8');
    const answer = await (${ask})(started, ca);
    console.log(JSON.stringify({ id: started.getId(), ca, answer }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: REPOSITORY });
  return JSON.parse(stdout) as Start;
}

it.each([
  ['PostgreSQL', `PostgresContainer('${imageOf('postgres')}').withRows(50)`, 'query', '50'],
  [
    'the key vault',
    `KeyVaultContainer('${imageOf('key-vault')}')`,
    '({ url }, ca) => get(url + "/secrets", ca)',
    '401',
  ],
])('%s that is reused keeps its authority', async (_name, container, ask, answer) => {
  const undo = new Undo();
  try {
    const labelled = `${container}.withLabels({ suite: '${randomUUID()}' })`;
    const first = await startedBy(labelled, ask);
    undo.defer(async () => void (await run('docker', ['rm', '--force', '--volumes', first.id])));
    const second = await startedBy(labelled, ask);
    expect(first.answer).toBe(answer);
    expect(second).toEqual(first);
  } finally {
    await undo.run();
  }
});
