import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { Journal } from '../../../core/control/journal.ts';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import type { Service } from '../../../core/service.ts';
import { embeddedPostgres } from '../../../services/postgres-seed/embedded.ts';
import type { PostgresEndpoints } from '../../../services/postgres-seed/endpoints.ts';
import { walsender } from './raw-walsender.ts';
import { connected, temporaryFolder } from './with-postgres.ts';

const journal = new Journal();
let directory = '';
let service: Service<PostgresEndpoints>;
let endpoints: PostgresEndpoints;

beforeAll(async () => {
  directory = await temporaryFolder();
  service = embeddedPostgres({ port: 0, directory, rows: 10, journal });
  endpoints = await service.start();
});

afterAll(async () => {
  await service.stop();
  await rm(directory, { recursive: true, force: true });
});

/** What was noted of statements meanwhile. */
async function noted(
  work: (client: pg.Client) => Promise<unknown>,
  operations: readonly string[] = ['query', 'replication'],
): Promise<readonly JournalEntry[]> {
  await service.settle();
  const since = journal.count();
  await connected(endpoints, work);
  await service.settle();
  return journal.entries({ since }).filter(({ operation }) => operations.includes(operation ?? ''));
}

const failing = async (asking: Promise<unknown>): Promise<void> => {
  await expect(asking).rejects.toThrow();
};

type Row = readonly [
  what: string,
  work: (client: pg.Client) => Promise<unknown>,
  entries: readonly (readonly [target: string, route: string | null, errorCode?: string])[],
];

const LONG = `SELECT '${'x'.repeat(200_000)}' AS long`;

const ROWS: readonly Row[] = [
  ['a statement', (client) => client.query('SELECT 17'), [['SELECT 17', 'SELECT']]],
  ['several in one text', (client) => client.query('BEGIN; COMMIT'), [['BEGIN; COMMIT', 'COMMIT']]],
  ['nothing', (client) => client.query(''), [['', null]]],
  [
    'a statement with parameters',
    (client) => client.query('SELECT $1::int, $2::text, $3::text', [17, "it's", null]),
    [["SELECT $1::int, $2::text, $3::text -- $1 = '17', $2 = 'it''s', $3 = NULL", 'SELECT']],
  ],
  [
    'a long parameter',
    (client) => client.query('SELECT $1::text', ['x'.repeat(300)]),
    [[`SELECT $1::text -- $1 = '${'x'.repeat(256)}...'`, 'SELECT']],
  ],
  [
    'a prepared statement, each time',
    async (client) => {
      for (const id of [1, 2]) await client.query({ name: 'one', text: 'SELECT $1::int', values: [id] });
    },
    [
      ["SELECT $1::int -- $1 = '1'", 'SELECT'],
      ["SELECT $1::int -- $1 = '2'", 'SELECT'],
    ],
  ],
  [
    'a statement prepared in SQL',
    async (client) => {
      await client.query('PREPARE by_id AS SELECT $1::int');
      await client.query('EXECUTE by_id (3)');
    },
    [
      ['PREPARE by_id AS SELECT $1::int', 'PREPARE'],
      ['EXECUTE by_id (3)', 'EXECUTE'],
    ],
  ],
  [
    'rows that are sent out',
    (client) => pipeline(client.query(copyStreams.to('COPY users (name) TO STDOUT')), async function* () {}),
    [['COPY users (name) TO STDOUT', 'COPY']],
  ],
  [
    'rows that come in',
    async (client) => {
      const stream = client.query(copyStreams.from('COPY users (name, email) FROM STDIN'));
      stream.end('Ada\tada@example.com\n');
      await once(stream, 'finish');
    },
    [['COPY users (name, email) FROM STDIN', 'COPY']],
  ],
  ['one that is none', (client) => failing(client.query('SELEC 1')), [['SELEC 1', null, '42601']]],
  [
    'a table that is not there',
    (client) => failing(client.query('SELECT * FROM nowhere')),
    [['SELECT * FROM nowhere', 'SELECT', '42P01']],
  ],
  [
    'a value that is none',
    (client) => failing(client.query('SELECT $1::int', ['seven'])),
    [['SELECT $1::int', null, '22P02']],
  ],
  [
    'what fails while it runs',
    (client) => failing(client.query('SELECT 1 / (id - id) FROM users WHERE id > $1', [0])),
    [['SELECT 1 / (id - id) FROM users WHERE id > $1', 'SELECT', '22012']],
  ],
  [
    'a transaction that has failed',
    async (client) => {
      await client.query('BEGIN');
      await failing(client.query('SELECT * FROM nowhere'));
      await failing(client.query('SELECT 2'));
      await client.query('ROLLBACK');
    },
    [
      ['BEGIN', 'BEGIN'],
      ['SELECT * FROM nowhere', 'SELECT', '42P01'],
      ['SELECT 2', 'SELECT', '25P02'],
      ['ROLLBACK', 'ROLLBACK'],
    ],
  ],
  [
    'what runs too long',
    async (client) => {
      await client.query("SET statement_timeout = '20ms'");
      await failing(client.query('SELECT pg_sleep(30)'));
    },
    [
      ["SET statement_timeout = '20ms'", 'SET'],
      ['SELECT pg_sleep(30)', 'SELECT', '57014'],
    ],
  ],
  [
    'a password',
    (client) => client.query(`ALTER ROLE CURRENT_USER PASSWORD '${endpoints.owner.password}'`),
    [["ALTER ROLE CURRENT_USER PASSWORD '***'", 'ALTER ROLE']],
  ],
  [
    'a password that is refused',
    (client) => failing(client.query("CREATE ROLE bob PASSWORD 'geheim'")),
    [["CREATE ROLE bob PASSWORD '***'", 'CREATE ROLE', '42501']],
  ],
  [
    'a parameter that may be a secret',
    (client) => client.query('SELECT $1::text AS api_token, $2::int', ['geheim', 1]),
    [['SELECT $1::text AS api_token, $2::int -- ***', 'SELECT']],
  ],
  ['more than a journal shows', (client) => client.query(LONG), [[`${LONG.slice(0, 2048)}…`, 'SELECT']]],
];

describe('the journal has', () => {
  it.each(ROWS)('%s', async (_what, work, expected) => {
    const entries = await noted(work);
    expect(entries.map(({ target, route, errorCode }) => [target, route, errorCode])).toEqual(
      expected.map(([target, route, errorCode = null]) => [target, route, errorCode]),
    );
    expect(new Set(entries.map(({ operation }) => operation))).toEqual(new Set(['query']));
    // The log has no duration of what failed.
    for (const { errorCode, durationMs } of entries) expect(durationMs === null).toBe(errorCode !== null);
  });

  it('when a statement began and how long it took', async () => {
    const before = Date.now();
    const [entry] = await noted((client) => client.query('SELECT pg_sleep(0.05)'));
    expect(entry?.at).toBeGreaterThanOrEqual(before - 1);
    expect(entry?.durationMs).toBeGreaterThanOrEqual(50);
    expect((entry?.at ?? 0) + (entry?.durationMs ?? 0)).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('the commands of a client that follows changes', async () => {
    const entries = await noted(async () => {
      const client = await walsender(endpoints, endpoints.owner);
      await client.query('IDENTIFY_SYSTEM');
      await client.query('SELECT 5');
      await failing(client.query('DROP_REPLICATION_SLOT nowhere'));
      await client.end();
    });
    expect(entries).toMatchObject([
      { operation: 'replication', target: 'IDENTIFY_SYSTEM', route: 'IDENTIFY_SYSTEM', errorCode: null },
      { operation: 'query', target: 'SELECT 5', route: 'SELECT', errorCode: null },
      { operation: 'replication', route: 'DROP_REPLICATION_SLOT', errorCode: '42704' },
    ]);
    for (const { durationMs } of entries) expect(durationMs).toBeGreaterThanOrEqual(0);
  });

  it('logins, and why they were refused', async () => {
    const stranger = { user: 'stranger', password: 'geheim' };
    const entries = await noted(async () => {
      await connected(endpoints, async () => undefined, endpoints.reader);
      await failing(connected(endpoints, async () => undefined, stranger));
      await failing(connected(endpoints, async () => undefined, { ...stranger, user: 'postgres' }));
      await failing(connected({ ...endpoints, database: 'nowhere' }, async () => undefined));
      await failing(connected({ ...endpoints, database: 'postgres' }, async () => undefined));
    }, ['login']);
    expect(entries.map(({ target, errorCode }) => [target, errorCode])).toEqual([
      ['playground', null],
      ['playground_reader', null],
      ['stranger', '28P01'],
      ['postgres', '28P01'],
      ['playground', '3D000'],
      ['playground', '42501'],
    ]);
  });
});
