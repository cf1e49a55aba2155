import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { KeptTexts } from '../../services/redshift/relay/kept-texts.ts';
import { listenTo, logIn, READY } from '../services/redshift/raw-client.ts';
import { bind, execute, letters, parse, sync } from '../services/redshift/unload/conversation.ts';
import { type DoorWithStore, ROLE, startDoorWithStore } from '../services/redshift/unload/with-store.ts';
import { connected, rowsOf, startDoor } from '../services/redshift/with-door.ts';
import { servesGoodClient } from './attacked-door.ts';

let door: DoorWithStore;
/** Where nobody may be sent. */
const asked: string[] = [];
const elsewhere = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});
const portOf = (server: typeof elsewhere) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  door = await startDoorWithStore();
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  elsewhere.close();
  await door.stop();
});
afterEach(() => servesGoodClient(door.endpoints));

const place = () => `s3://${door.s3.endpoints.bucket}/attacks/`;
const of = (query: string) => `UNLOAD (${query}) TO '${place()}' ${ROLE}`;
const to = (target: string) => `UNLOAD ('SELECT 1') TO ${target} ${ROLE}`;
const by = (authorization: string) => `UNLOAD ('SELECT 1') TO '${place()}' ${authorization}`;

describe('an UNLOAD', () => {
  it.each<[string, () => string, RegExp]>([
    ['with a statement behind it', () => `${of("'SELECT 1'")}; DROP TABLE tickit.sales`, /only statement/],
    ['with a statement in its query', () => of("'SELECT 1; DROP TABLE x'"), /multiple commands/],
    ['that deletes', () => of("'DELETE FROM tickit.sales'"), /SELECT or WITH/],
    ['that copies', () => of("'COPY tickit.sales TO STDOUT'"), /SELECT or WITH/],
    ['that runs a program', () => of("'COPY (SELECT 1) TO PROGRAM ''id'''"), /SELECT or WITH/],
    ['that runs a block', () => of("'DO $$BEGIN END$$'"), /SELECT or WITH/],
    ['with a quote left open', () => of("'SELECT ''1"), /syntax error/],
    ['with a quote behind a backslash', () => of("'SELECT \\'"), /syntax error/],
    ['with dollars left open', () => of('$a$SELECT 1$b$'), /syntax error/],
    ['to another host', () => to("'http://127.0.0.1/x'"), /invalid value for TO/],
    ['to a file', () => to("'file:///etc/x'"), /invalid value for TO/],
    ['to no bucket', () => to("'s3:///x'"), /invalid value for TO/],
    ['to a bucket with a host', () => to(`'s3://@127.0.0.1:${portOf(elsewhere)}/x'`), /S3ServiceException/],
    ['to a bucket with a line end', () => to("'s3://a\r\nHost: b/x'"), /S3ServiceException/],
    ['to a bucket of dots', () => to("'s3://../x'"), /S3ServiceException/],
    ['with foreign keys', () => by("ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b'"), /InvalidAccessKeyId/],
    [
      'with a line end in a key',
      () => by("ACCESS_KEY_ID 'a\r\nX: y' SECRET_ACCESS_KEY 'b'"),
      /reached|S3Serv/,
    ],
    ['without an authorization', () => by(''), /authorization/],
    ['with a role that is none', () => by("IAM_ROLE 'arn:aws:iam::1:user/a'"), /Invalid credentials/],
    ['with an option twice', () => by(`${ROLE} ${ROLE}`), /redundant/],
    ['with a row of 20 MB', () => of("'SELECT repeat(''x'', 20000000)'"), /cannot be unloaded/],
    ['that sleeps', () => of("'SELECT pg_sleep(600)'"), /statement timeout/],
  ])('%s is refused by name', async (_what, sql, message) => {
    const answer = connected(door.endpoints, (client) => client.query(sql()), { statement_timeout: 2_000 });
    await expect(answer).rejects.toMatchObject({ message: expect.stringMatching(message) });
    expect(asked).toEqual([]);
  });

  it('that is cancelled in the database leaves no file and no session at work', async () => {
    await connected(door.endpoints, async (client) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
      const unloading = client.query(of("'SELECT pg_sleep(600)'"));
      const failed = expect(unloading).rejects.toMatchObject({ code: '57014' });
      await rowsOf(door.endpoints, `SELECT pg_sleep(0.3), pg_cancel_backend(${rows[0].pid})`);
      await failed;
    });
  });
});

describe('an object store', () => {
  const answers =
    (body: string): RequestListener =>
    (_request, response) =>
      void response.end(body);
  const toList =
    (body: string): RequestListener =>
    ({ method }, response) =>
      void response.end(method === 'GET' ? body : '');
  const endless: RequestListener = (_request, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  };
  const contents = (key: string) => `<ListBucketResult><Contents>${key}</Contents></ListBucketResult>`;

  it.each<[string, RequestListener, RegExp]>([
    ['that answers without end', endless, /more than 16777216 bytes/],
    ['that answers nothing', answers(''), /did not answer with a list/],
    ['that answers in HTML', answers('<html><body>hello'), /did not answer with a list/],
    ['that declares entities', answers(`<!DOCTYPE a>${contents('')}`), /did not answer with a list/],
    ['that lists keys without names', answers(contents('<Size>1</Size>')), /did not answer with a list/],
    ['that never removes', toList(contents('<Key>a</Key>')), /did not answer with the removal of a/],
    ['that numbers no upload', toList('<ListBucketResult></ListBucketResult>'), /the number of an upload/],
    ['that hangs up', ({ socket }) => void socket.destroy(), /cannot be reached/],
    ['that speaks another protocol', ({ socket }) => void socket.end('SSH-2.0-x\r\n'), /cannot be reached/],
    [
      'that sends elsewhere',
      (_request, response) => {
        response.writeHead(307, { location: `http://127.0.0.1:${portOf(elsewhere)}/` }).end();
      },
      /Status 307/,
    ],
  ])('%s fails the UNLOAD by name', async (_what, answer, message) => {
    const store = createServer(answer);
    await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${portOf(store)}`;
    const odd = await startDoor(door.behind, {
      objectStore: { url, region: 'us-east-1', accessKeyId: 'a', secretAccessKey: 'b' },
    });
    try {
      const sql = of("'SELECT repeat(''x'', 1000) FROM generate_series(1, 10000)'");
      await expect(rowsOf(odd.endpoints, `${sql} CLEANPATH`)).rejects.toMatchObject({
        message: expect.stringMatching(message),
      });
      expect(asked).toEqual([]);
    } finally {
      await odd.stop();
      store.closeAllConnections();
      store.close();
    }
  });
});

describe('what a session keeps of UNLOAD statements', () => {
  it('under 20,000 different names is bounded', () => {
    const kept = new KeptTexts();
    for (let name = 0; name < 20_000; name += 1) kept.set(`name-${name}`, 'x'.repeat(10_000));
    expect(kept.size).toBeLessThan(3_200);
    expect([kept.get('name-0'), kept.get('name-19999')?.length]).toEqual([undefined, 10_000]);
    kept.set('large', 'x'.repeat(40_000_000));
    expect(kept.size).toBe(1);
    kept.delete('large');
    expect(kept.size).toBe(0);
  });

  it('and had to drop is an error that says so', async () => {
    const socket = await logIn(door.endpoints);
    const answer = listenTo(socket, READY);
    const large = of(`'SELECT 1 /* ${'x'.repeat(10_000_000)} */'`);
    for (let name = 0; name < 4; name += 1) socket.write(parse(`a${name}`, large));
    socket.write(Buffer.concat([bind('p', 'a0'), execute('p'), sync]));
    expect(letters(Buffer.from(await answer, 'latin1'))).toBe('1 1 1 1 2 E(P0001) ZI');
    socket.destroy();
  });
});
