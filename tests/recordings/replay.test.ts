import { describe, expect, it } from '@jest/globals';
import { parseHar } from '../../recordings/read/parse-har.ts';
import { presentDifference } from '../../recordings/replay/present-difference.ts';
import { Replay } from '../../recordings/replay/replay.ts';
import { entry, har } from './har.ts';

const HOST = 'https://api.example.com';
const NOW = '2026-05-01T12:00:00.000Z';

interface Asked {
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

const field = (type: string) => (type === '' ? [] : [{ name: 'Content-Type', value: type }]);

function recorded(path: string, text: string, { method = 'GET', type = '', body }: Asked = {}) {
  const request = {
    headers: field(type),
    ...(body !== undefined && { postData: { mimeType: type, text: body } }),
  };
  return entry(`${HOST}${path}`, text, { method, request, startedDateTime: NOW });
}

function ask(replay: Replay, path: string, { method = 'GET', type = '', body = '' }: Asked = {}): string {
  const found = replay.find({ method, url: `${HOST}${path}`, fields: field(type), body: Buffer.from(body) });
  return found.recorded
    ? String(found.recorded.response.body)
    : `none: ${found.nearest.differences.map(presentDifference).join('; ')}`;
}

const replayOf = (entries: readonly unknown[], ignored: string[] = []): Replay =>
  new Replay(parseHar(har(...entries), 'a.har'), ignored);

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

describe('a request finds its recorded one', () => {
  it.each<[what: string, was: string, is: string]>([
    ['with its parameters in another order', '/v1/people?a=1&b=2', '/v1/people?b=2&a=1'],
    ['with a value that is encoded otherwise', '/v1/people?a=x%20y', '/v1/people?a=x+y'],
    ['with dots in its path', '/v1/people', '/v1/./x/../people'],
    ['with another secret', '/v1/people?api_key=1&page=2', '/v1/people?api_key=2&page=2'],
    [
      'with another signature',
      '/v1/people?X-Amz-Signature=1&X-Amz-Date=2',
      '/v1/people?X-Amz-Signature=3&X-Amz-Date=4',
    ],
    [
      'with another nonce and time of day',
      '/v1/people?oauth_nonce=1&timestamp=2',
      '/v1/people?oauth_nonce=3&timestamp=4',
    ],
    ['without what keeps caches away', '/v1/people?_=123', '/v1/people'],
    ['with a masked value', '/v1/people?mail=***', '/v1/people?mail=a@b.example'],
    ['whose instant was now', `/v1/people?until=${NOW}`, '/v1/people?until=2027-01-01T00:00:00Z'],
    ['whose seconds were now', '/v1/people?until=1777636800', '/v1/people?until=1800000000'],
    ['whose milliseconds were now', '/v1/people?until=1777636800123', '/v1/people?until=1800000000000'],
    ['whose day was today', '/v1/people?until=2026-05-01', '/v1/people?until=2027-01-01'],
  ])('%s', (_, was, is) => {
    expect(ask(replayOf([recorded(was, 'found')]), is)).toBe('found');
  });

  it.each<[what: string, was: Asked, is: Asked]>([
    [
      'members in another order',
      { type: JSON_TYPE, body: '{"a":1,"b":[1,2]}' },
      { type: JSON_TYPE, body: '{ "b": [1, 2], "a": 1 }' },
    ],
    [
      'another password',
      { type: JSON_TYPE, body: '{"user":"u","password":"a"}' },
      { type: JSON_TYPE, body: '{"user":"u","password":"b"}' },
    ],
    [
      'another secret in a form',
      { type: FORM, body: 'grant_type=c&client_secret=a' },
      { type: FORM, body: 'client_secret=b&grant_type=c' },
    ],
    [
      'an instant that was now',
      { type: JSON_TYPE, body: `{"filter":{"until":"${NOW}"}}` },
      { type: JSON_TYPE, body: '{"filter":{"until":"2027-01-01T00:00:00Z"}}' },
    ],
    [
      'another boundary',
      { type: 'multipart/form-data; boundary=x', body: '--x\r\n\r\na\r\n--x--' },
      { type: 'multipart/form-data; boundary=y', body: '--y\r\n\r\na\r\n--y--' },
    ],
  ])('with %s in its body', (_, was, is) => {
    const replay = replayOf([recorded('/v1/search', 'found', { method: 'POST', ...was })]);
    expect(ask(replay, '/v1/search', { method: 'POST', ...is })).toBe('found');
  });

  it('with HEAD, where only GET was recorded', () => {
    expect(ask(replayOf([recorded('/v1/people', 'found')]), '/v1/people', { method: 'HEAD' })).toBe('found');
  });

  it.each([
    ['since', '/v1/people?since=1', '/v1/people?since=2'],
    ['since', '/v1/people?since=1', '/v1/people'],
    ['*_id', '/v1/people?run_id=1', '/v1/people?run_id=2'],
    ['SINCE', '/v1/people?since=1', '/v1/people?since=2'],
  ])('when %s may differ', (ignored, was, is) => {
    expect(ask(replayOf([recorded(was, 'found')], [ignored]), is)).toBe('found');
    expect(ask(replayOf([recorded(was, 'found')]), is)).toMatch(/^none: /);
  });

  it('when a member of its body may differ', () => {
    const replay = replayOf(
      [recorded('/v1/search', 'found', { method: 'POST', type: JSON_TYPE, body: '{"filter":{"since":1}}' })],
      ['since'],
    );
    expect(
      ask(replay, '/v1/search', { method: 'POST', type: JSON_TYPE, body: '{"filter":{"since":2}}' }),
    ).toBe('found');
  });

  it('before one that only may stand for it', () => {
    const replay = replayOf([recorded('/v1/people?ts=1', 'first'), recorded('/v1/people?ts=2', 'second')]);
    expect([ask(replay, '/v1/people?ts=2'), ask(replay, '/v1/people?ts=1')]).toEqual(['second', 'first']);
  });
});

it('what was recorded several times comes in its order, and the last one again', () => {
  const jobs = ['queued', 'running', 'done'].map((state) => recorded('/v1/job', state));
  const replay = replayOf([...jobs.slice(0, 1), recorded('/v1/people', 'other'), ...jobs.slice(1)]);
  const asked = Array.from({ length: 5 }, () => ask(replay, '/v1/job'));
  expect(asked).toEqual(['queued', 'running', 'done', 'done', 'done']);
});

describe('a request that was not recorded is told how it differs from the nearest', () => {
  const replay = replayOf([
    recorded('/v1/people?page=1&limit=10', 'a'),
    recorded('/v1/people?page=2&limit=10', 'b'),
    recorded('/v1/orders', 'c'),
    recorded('/v1/search', 'd', { method: 'POST', type: JSON_TYPE, body: '{"q":"a","n":[1]}' }),
  ]);
  it.each<[path: string, asked: Asked, difference: string]>([
    ['/v1/people?page=3&limit=10', {}, "query 'page' is '3', recorded was '1'"],
    ['/v1/people?page=2', {}, "query 'limit' is missing, recorded was '10'"],
    ['/v1/people?page=2&limit=10&sort=id', {}, "query 'sort' is 'id', and was not there in the recording"],
    ['/v1/order', {}, "path is '/v1/order', recorded was '/v1/orders'"],
    ['/v1/orders', { method: 'DELETE' }, "method is 'DELETE', recorded was 'GET'"],
    [
      '/v1/search',
      { method: 'POST', type: JSON_TYPE, body: '{"q":"b","n":[1]}' },
      "body.q is 'b', recorded was 'a'",
    ],
    [
      '/v1/search',
      { method: 'POST', type: JSON_TYPE, body: '{"q":"a","n":[2]}' },
      "body.n[0] is '2', recorded was '1'",
    ],
    [
      '/v1/search',
      { method: 'POST', body: 'text' },
      "body is 'text', and was not there in the recording; body.n[0] is missing, recorded was '1'; body.q is missing, recorded was 'a'",
    ],
    // A day that was not today is not now.
    [
      '/v1/people?page=1&limit=10&until=2026-01-01',
      {},
      "query 'until' is '2026-01-01', and was not there in the recording",
    ],
  ])('%s %j', (path, asked, difference) => {
    expect(ask(replay, path, asked)).toBe(`none: ${difference}`);
  });

  it('and says nothing of its secrets', () => {
    expect(ask(replay, '/v1/people?page=1&limit=10&x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln')).toBe(
      "none: query 'x' is '***', and was not there in the recording",
    );
  });
});

it('instants that were not now must be the same', () => {
  const replay = replayOf([recorded('/v1/people?since=2026-04-01T00:00:00Z', 'found')]);
  expect(ask(replay, '/v1/people?since=2026-04-02T00:00:00Z')).toMatch(/^none/);
});

it('a body of a thousand levels is compared as far as anybody writes', () => {
  const deep = (levels: number): string => `${'[['.repeat(levels / 2)}${']]'.repeat(levels / 2)}`;
  const replay = replayOf([
    recorded('/v1/x', 'found', { method: 'POST', type: JSON_TYPE, body: deep(1000) }),
  ]);
  expect(ask(replay, '/v1/x', { method: 'POST', type: JSON_TYPE, body: deep(1000) })).toBe('found');
});
