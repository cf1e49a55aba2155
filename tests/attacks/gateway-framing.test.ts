import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { LONGEST_TEXT } from '../../core/cut-text.ts';
import { Replicas } from '../../services/gateway/replicas.ts';
import { HubspotTokens } from '../../services/gateway/stand-ins/hubspot/tokens.ts';
import { type OriginServers, startOriginServers } from '../services/gateway/origin-servers.ts';
import { exchange } from '../services/gateway/raw-exchange.ts';
import { type StartedGateway, startGateway } from '../services/gateway/start-gateway.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

let origin: OriginServers;
let gateway: StartedGateway;

beforeAll(async () => {
  origin = await startOriginServers();
  const to = { host: '127.0.0.1', port: origin.plainPort, tls: false };
  gateway = await startGateway({ upstreams: [{ host: '*.s3.test', to }] });
});

afterAll(async () => {
  expect((await gateway.client.ask('https://bucket.s3.test/good')).status).toBe(200);
  expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  await gateway[Symbol.asyncDispose]();
  await origin[Symbol.asyncDispose]();
});

const INNER = 'GET /inner HTTP/1.1\r\nX-I: ';
const LENGTH = `Content-Length: ${INNER.length}\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked\r\n';
const HOST = 'Host: bucket.s3.test\r\n';

describe.each(['bucket.s3.test', 'api.sample.test'])('a request for %s is refused', (host) => {
  it.each([
    ...[
      'content-length',
      'Content-Length',
      'host',
      'transfer-encoding',
      'content-type',
      'content-encoding',
    ].map((name) => [`Connection: ${name}`, `${HOST}${LENGTH}Connection: ${name}\r\n`]),
    ...['authorization', 'cookie', 'range', 'content-range', 'expect', 'via'].map((name) => [
      `Connection: ${name}`,
      `${HOST}${LENGTH}Connection: close, ${name}\r\n`,
    ]),
    ['a name in a list', `${HOST}${LENGTH}Connection: keep-alive ,\t Content-Length\r\n`],
    ['a name in a second field', `${HOST}${LENGTH}Connection: close\r\nConnection: content-length\r\n`],
    ['two Host fields', `${HOST}Host: other.test\r\n${LENGTH}`],
    ['two equal Host fields', `${HOST}${HOST}${LENGTH}`],
    ['two lengths', `${HOST}${LENGTH}Content-Length: 0\r\n`],
    ['a length and chunks', `${HOST}${LENGTH}${CHUNKED}`],
    ['chunks that are not last', `${HOST}Transfer-Encoding: chunked, identity\r\n`],
    ['a negative length', `${HOST}Content-Length: -1\r\n`],
    ['a length with a sign', `${HOST}Content-Length: +5\r\n`],
    ['a length in a list', `${HOST}Content-Length: 5, 5\r\n`],
    ['a length in hexadecimal', `${HOST}Content-Length: 0x5\r\n`],
    ['a blank before a colon', `${HOST}Content-Length : 5\r\n`],
    ['a folded field', `${HOST}X-A: b\r\n Content-Length: 5\r\nContent-Length: 7, 8\r\n`],
    ['NUL in a field', `${HOST}X-A: a\0b\r\n`],
    ['X-Forwarded-Proto: ftp', `${HOST}${LENGTH}X-Forwarded-Proto: ftp\r\n`],
    ['X-Forwarded-Proto: javascript', `${HOST}${LENGTH}X-Forwarded-Proto: javascript\r\n`],
    ['two X-Forwarded-Proto', `${HOST}${LENGTH}X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n`],
  ])('%s', async (_what, fields) => {
    const answer = await exchange(
      gateway.url,
      `GET http://${host}/a HTTP/1.1\r\n${fields}\r\n${INNER}`.replace(
        'HTTP/1.1\r\n',
        'HTTP/1.1\r\nX-First: 1\r\n',
      ),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain('/inner');
  });
});

/** More than Node.js reads by default. */
const MANY = 'a:\r\n'.repeat(2_100);

it.each([
  ['a length', LENGTH, INNER],
  ['chunks', CHUNKED, `${INNER.length.toString(16)}\r\n${INNER}\r\n0\r\n\r\n`],
])('a body whose %s stand behind 2,100 fields arrives as one', async (_what, field, body) => {
  const answer = await exchange(
    gateway.url,
    `POST http://bucket.s3.test/a HTTP/1.1\r\n${HOST}${MANY}${field}Connection: close\r\n\r\n${body}`,
  );
  expect(JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1))).toMatchObject({
    url: '/a',
    body: INNER,
  });
});

it.each([
  ['a second Host', 'Host: other.test\r\n'],
  ['a Connection that names Host', 'Connection: host\r\n'],
  ['an X-Forwarded-Proto of ftp', 'X-Forwarded-Proto: ftp\r\n'],
])('%s behind 2,100 fields is refused', async (_what, field) => {
  const answer = await exchange(
    gateway.url,
    `GET http://bucket.s3.test/a HTTP/1.1\r\n${HOST}${MANY}${field}\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*X-Error-Code: bad_field/i);
});

it.each(['http', 'https'])('X-Forwarded-Proto: %s is passed on', async (proto) => {
  const answer = await gateway.client.ask('https://bucket.s3.test/a', {
    headers: { 'X-Forwarded-Proto': proto },
  });
  expect(answer.json<{ rawHeaders: string[] }>().rawHeaders).toContain(proto);
});

it('a body is framed anew and arrives as one', async () => {
  const answer = await gateway.client.ask('https://bucket.s3.test/a', { method: 'POST', body: INNER });
  expect(answer.json()).toMatchObject({ url: '/a', body: INNER });
});

describe('20,000 different names', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `n${index}.vault.test`);

  it('of replicas are kept up to a bound', () => {
    const asked: string[] = [];
    const replicas = new Replicas(async (name) => {
      asked.push(name);
      return [];
    });
    for (const name of names) replicas.next(name);
    replicas.next(names.at(-1) as string);
    replicas.next(names[0] as string);
    expect(asked.length).toBe(names.length + 1);
  });

  it('of access tokens are kept up to a bound', () => {
    const tokens = new HubspotTokens(() => 0);
    const issued = names.map((name) => tokens.issue(name).access_token);
    expect(tokens.check(issued[0] as string).kind).toBe('unknown');
    expect(tokens.check(issued.at(-1) as string).kind).toBe('valid');
  });

  it('of certificates are kept up to a bound', async () => {
    await using directory = await temporaryDirectory();
    const authority = await openAuthority(directory.path);
    const first = authority.issue(['first.test']);
    const last = names
      .slice(0, 1_100)
      .map((name) => authority.issue([name]))
      .at(-1);
    expect(authority.issue([names[1_099] as string])).toBe(last);
    expect(authority.issue(['first.test'])).not.toBe(first);
  });

  it('of long URLs are cut in the journal', async () => {
    await gateway.client.ask(`http://api.sample.test/${'a'.repeat(10_000)}`);
    const { target } = (await gateway.journal()).at(-1) ?? {};
    expect(target).toMatch(/^http:\/\/api\.sample\.test\/a+…$/);
    expect(target?.length).toBe(LONGEST_TEXT + 1);
  });
});
