import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { Journal } from '../../../core/control/journal.ts';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { presentMessage, presentText } from '../../../services/redshift/message.ts';
import { listenTo, logIn, READY } from './raw-client.ts';
import { type Behind, connected, type Door, startBehind, startDoor } from './with-door.ts';

const journal = new Journal();
let behind: Behind;
let door: Door;

beforeAll(async () => {
  behind = await startBehind();
  door = await startDoor(behind, { journal });
});

afterAll(async () => {
  await door.stop();
  await behind.stop();
});

/** The statements that were noted meanwhile, when so many of them have ended. */
async function noted(
  work: (client: pg.Client) => Promise<unknown>,
  count = 1,
): Promise<readonly JournalEntry[]> {
  const since = journal.count();
  await connected(door.endpoints, work);
  return waitUntil('the entries', () => {
    const entries = journal.entries({ since }).filter(({ operation }) => operation === 'query');
    const ended = entries.filter(({ durationMs }) => durationMs !== null);
    return ended.length >= count && entries;
  });
}

const failing = async (asking: Promise<unknown>): Promise<void> => {
  await expect(asking).rejects.toThrow();
};

const message = (type: string, ...texts: readonly string[]) =>
  presentMessage(type, Buffer.concat(texts.map(presentText)));
const parse = (name: string, sql: string) =>
  presentMessage('P', Buffer.concat([presentText(name), presentText(sql), Buffer.alloc(2)]));
const bind = (portal: string, name: string) =>
  presentMessage('B', Buffer.concat([presentText(portal), presentText(name), Buffer.alloc(6)]));
const execute = (portal: string) =>
  presentMessage('E', Buffer.concat([presentText(portal), Buffer.alloc(4)]));
const SYNC = presentMessage('S', Buffer.alloc(0));

/** Says it all at once, and waits for the end of the first batch. */
async function say(...messages: readonly Buffer[]): Promise<void> {
  const socket = await logIn(door.endpoints);
  socket.write(Buffer.concat(messages));
  await listenTo(socket, READY);
  socket.end();
}

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
    'rows that are written',
    (client) => client.query("INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.com')"),
    [["INSERT INTO users (name, email) VALUES ('Ada', 'ada@example.com')", 'INSERT']],
  ],
  ['parameters', (client) => client.query('SELECT $1::int', [17]), [['SELECT $1::int', 'SELECT']]],
  [
    'a prepared statement, each time',
    async (client) => {
      for (const id of [1, 2]) await client.query({ name: 'one', text: 'SELECT $1::int', values: [id] });
    },
    [
      ['SELECT $1::int', 'SELECT'],
      ['SELECT $1::int', 'SELECT'],
    ],
  ],
  [
    'rows that are sent out',
    (client) =>
      pipeline(client.query(copyStreams.to('COPY users (name) TO STDOUT')), async (rows) => {
        for await (const _ of rows);
      }),
    [['COPY users (name) TO STDOUT', 'COPY']],
  ],
  [
    'rows that come in',
    async (client) => {
      const stream = client.query(copyStreams.from('COPY users (name, email) FROM STDIN'));
      stream.end('Ada\tada2@example.com\n');
      await once(stream, 'finish');
      await client.query('SELECT 1');
    },
    [
      ['COPY users (name, email) FROM STDIN', 'COPY'],
      ['SELECT 1', 'SELECT'],
    ],
  ],
  ['one that is none', (client) => failing(client.query('SELEC 1')), [['SELEC 1', null, '42601']]],
  [
    'one that cannot be prepared',
    async (client) => {
      await failing(client.query('SELECT * FROM nowhere WHERE id = $1', [1]));
      await client.query('SELECT 1');
    },
    [
      ['SELECT * FROM nowhere WHERE id = $1', null, '42P01'],
      ['SELECT 1', 'SELECT'],
    ],
  ],
  [
    'a value that is none',
    (client) => failing(client.query('SELECT $1::int', ['seven'])),
    [['SELECT $1::int', null, '22P02']],
  ],
  [
    'what is not done behind a failure',
    () =>
      say(
        ...[parse('', 'SELECT 1 / 0'), bind('', ''), execute('')],
        ...[parse('', 'SELECT 2'), bind('', ''), execute(''), SYNC],
      ),
    [['SELECT 1 / 0', null, '22012']],
  ],
  [
    'batches that come at once',
    () => say(...[parse('a', 'SELECT 1'), bind('', 'a'), execute(''), bind('p', 'a'), execute('p')], SYNC),
    [
      ['SELECT 1', 'SELECT'],
      ['SELECT 1', 'SELECT'],
    ],
  ],
  [
    'a COPY whose Sync comes too early',
    () =>
      say(
        ...[parse('', 'COPY users (name, email) FROM STDIN'), bind('', ''), execute(''), SYNC],
        ...[
          presentMessage('d', Buffer.from('Eve\teve@example.com\n')),
          presentMessage('c', Buffer.alloc(0)),
          SYNC,
        ],
      ),
    [['COPY users (name, email) FROM STDIN', 'COPY']],
  ],
  [
    'an UNLOAD, without its keys',
    (client) =>
      failing(
        client.query(
          "UNLOAD ('SELECT 1') TO 's3://b/p' ACCESS_KEY_ID 'AKIAIOSFODNN7EXAMPLE' SECRET_ACCESS_KEY 'geheim'",
        ),
      ),
    [["UNLOAD ('SELECT 1') TO 's3://b/p' ACCESS_KEY_ID '***' SECRET_ACCESS_KEY '***'", 'UNLOAD', '0A000']],
  ],
  [
    'a password',
    (client) => failing(client.query("CREATE ROLE bob PASSWORD 'geheim'")),
    [["CREATE ROLE bob PASSWORD '***'", null, '42501']],
  ],
  ['more than a journal shows', (client) => client.query(LONG), [[`${LONG.slice(0, 2048)}…`, 'SELECT']]],
];

describe('the journal has', () => {
  it.each(ROWS)('%s', async (_what, work, expected) => {
    const entries = await noted(work, expected.length);
    expect(entries.map(({ target, route, errorCode }) => [target, route, errorCode])).toEqual(
      expected.map(([target, route, errorCode = null]) => [target, route, errorCode]),
    );
    expect(entries.every(({ service, aborted }) => service === 'redshift' && !aborted)).toBe(true);
  });

  it('the bytes of the rows, and how long they took', async () => {
    const [entry] = await noted((client) =>
      client.query("SELECT repeat('x', 1000), pg_sleep(0.001) FROM generate_series(1, 20)"),
    );
    // Per row: the number of its columns, and a length before each.
    expect(entry?.bytes).toBe(20 * (1000 + 2 + 2 * 4));
    expect(entry?.durationMs).toBeGreaterThanOrEqual(20);
  });

  it('a statement that its client left', async () => {
    const since = journal.count();
    const socket = await logIn(door.endpoints);
    socket.write(message('Q', 'SELECT pg_sleep(30)'));
    await waitUntil('the statement', () => journal.entries({ since }).length === 2);
    socket.destroy();
    await waitUntil('its end', () => journal.entries({ since }).at(-1)?.aborted);
    expect(journal.entries({ since }).at(-1)).toMatchObject({
      target: 'SELECT pg_sleep(30)',
      errorCode: null,
    });
  });

  it('every one of ten thousand that come without a wait', async () => {
    const since = journal.count();
    const socket = await logIn(door.endpoints);
    const answers = listenTo(socket);
    for (let times = 0; times < 10_000; times += 1) {
      const name = String(times);
      const sql = `SELECT ${times}`;
      if (!socket.write(Buffer.concat([parse(name, sql), bind('', name), execute(''), SYNC])))
        await once(socket, 'drain');
    }
    socket.end(message('X'));
    await answers;
    const targets = journal.entries({ since }).filter(({ operation }) => operation === 'query');
    // The login may have been pushed out of the ring by the last.
    expect(targets.map(({ target }) => target)).toEqual(
      Array.from({ length: 10_000 }, (_, times) => `SELECT ${times}`),
    );
  });
});
