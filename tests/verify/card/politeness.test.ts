import { describe, expect, it } from '@jest/globals';
import { reportCard } from '../../../verify/card/report-card.ts';
import type { Asked } from '../../../verify/causes/asked.ts';
import { syncsIn } from '../../../verify/causes/syncs.ts';
import { worldOf } from '../../../verify/world-options.ts';
import { ANCHOR, STILL } from '../right-rows.ts';

const world = worldOf(STILL);
/** By the machine's clock, which is not the world's. */
const REAL = Date.UTC(2026, 10, 27);
const date = (ms: number): string => new Date(ANCHOR + ms).toUTCString();

let number = 0;
/** A request that comes some milliseconds after the beginning, and is answered in ten. */
function request(afterMs: number, more: Partial<Asked> = {}): Asked {
  number += 1;
  return {
    ...{ number, at: ANCHOR, service: 'api', operation: 'GET', route: 'pagination_offset' },
    ...{ target: '/pagination/offset', rows: null, status: 200, errorCode: null, aborted: false },
    ...{ receivedAt: REAL + afterMs, durationMs: 10, connection: 1 },
    ...more,
  };
}
const failed = (afterMs: number, more: Partial<Asked> = {}): Asked =>
  request(afterMs, { status: 500, errorCode: 'broken', ...more });
const limited = (afterMs: number, retryAfter: string): Asked => failed(afterMs, { status: 429, retryAfter });
const many = (count: number, more: (index: number) => Asked): Asked[] =>
  Array.from({ length: count }, (_, index) => more(index));

function check(name: string, asked: readonly Asked[]): readonly [string, string] {
  const line = reportCard(asked, syncsIn(asked), world).find((one) => one.name === name);
  return [line?.result ?? 'no such check', line?.says ?? ''];
}

describe('waits-in-seconds', () => {
  it.each<[string, Asked[], string, RegExp]>([
    ['long enough', [limited(0, '2'), request(2010)], 'pass', /1 times/],
    ['a bit too short for a clock', [limited(0, '2'), request(1980)], 'pass', /./],
    ['too short', [limited(0, '2'), request(1000)], 'fail', /after 1 s where it was told to wait 2 s/],
    ['at once', [limited(0, '2'), request(11)], 'fail', /after 0 s/],
    ['long enough in the world', [limited(0, '2'), request(11, { at: ANCHOR + 2010 })], 'pass', /1 times/],
    ['too short in the world', [limited(0, '2'), request(11, { at: ANCHOR + 1010 })], 'fail', /after 1 s/],
    ['until a date', [limited(0, date(2000)), request(11)], 'not seen', /./],
    ['never again', [limited(0, '2')], 'not seen', /nobody/],
    ['a day', [limited(0, '86400'), request(86_400_020)], 'warn', /more than an hour/],
    ['not for a day', [limited(0, '86400')], 'pass', /ended the sync/],
    ['another page meanwhile', [limited(0, '2'), request(50, { target: '/other' })], 'not seen', /./],
    ['without being asked', [failed(0), request(11)], 'not seen', /no answer/],
  ])('%s', (_what, asked, result, says) => {
    expect(check('waits-in-seconds', asked)).toEqual([result, expect.stringMatching(says)]);
  });
});

describe('waits-until-a-date', () => {
  it.each<[string, Asked[], string]>([
    ['long enough', [limited(0, date(2000)), request(2010)], 'pass'],
    ['too short', [limited(0, date(2000)), request(500)], 'fail'],
    ['in the past', [limited(0, date(-2000)), request(11)], 'pass'],
    ['no date', [limited(0, 'soon'), request(11)], 'not seen'],
    ['in seconds', [limited(0, '2'), request(11)], 'not seen'],
  ])('%s', (_what, asked, result) => {
    expect(check('waits-until-a-date', asked)[0]).toBe(result);
  });
});

describe('waits-on-503', () => {
  it.each<[string, Asked[], string]>([
    ['long enough', [failed(0, { status: 503, retryAfter: '1' }), request(1011)], 'pass'],
    ['too short', [failed(0, { status: 503, retryAfter: '1' }), request(100)], 'fail'],
    ['without being asked', [failed(0, { status: 503 }), request(100)], 'not seen'],
  ])('%s', (_what, asked, result) => {
    expect(check('waits-on-503', asked)[0]).toBe(result);
  });
});

describe('backs-off', () => {
  it.each<[string, Asked[], string]>([
    ['longer each time', [failed(0), failed(110), failed(320), request(730)], 'pass'],
    ['as long each time', [failed(0), failed(110), failed(220), request(330)], 'warn'],
    ['at once', [failed(0), failed(12), failed(24), request(36)], 'fail'],
    ['after one', [failed(0), request(12)], 'not seen'],
    ['as it is told', many(4, (turn) => limited(turn * 1010, '1')), 'not seen'],
  ])('%s', (_what, asked, result) => {
    expect(check('backs-off', asked)[0]).toBe(result);
  });
});

describe('bounds-its-tries', () => {
  it.each([
    [1, 'not seen'],
    [2, 'pass'],
    [6, 'pass'],
    [7, 'warn'],
    [11, 'fail'],
  ])('%d of them', (count, result) => {
    const asked = many(count, (turn) => failed(turn * 100));
    expect(check('bounds-its-tries', asked)[0]).toBe(result);
  });
});

describe('leaves-a-hung-answer', () => {
  it.each<[number | null, string]>([
    [30_000, 'pass'],
    [61_000, 'warn'],
    [301_000, 'fail'],
    [null, 'fail'],
  ])('after %d ms', (durationMs, result) => {
    const hung = request(0, { fault: '1: hang', status: null, aborted: true, durationMs });
    expect(check('leaves-a-hung-answer', [hung])[0]).toBe(result);
  });
});

it.each([
  [2, 5, 'pass'],
  [10, 5, 'pass'],
  [11, 5, 'warn'],
  [11, 20, 'pass'],
])('asks-few-at-once: %d requests, one each %d ms', (count, everyMs, result) => {
  const asked = many(count, (turn) =>
    request(turn * everyMs, { target: `/${turn}`, durationMs: everyMs === 5 ? 1000 : 10 }),
  );
  expect(check('asks-few-at-once', asked)[0]).toBe(result);
});

it.each([
  [20, 1, 'pass'],
  [20, 10, 'pass'],
  [20, 20, 'warn'],
  [5, 5, 'not seen'],
])('reuses-connections: %d requests on %d', (count, connections, result) => {
  const asked = many(count, (turn) => request(turn, { connection: turn % connections }));
  expect(check('reuses-connections', asked)[0]).toBe(result);
});

describe('what the Connector SDK asks of the package index', () => {
  it.each<[string, Partial<Asked>, string]>([
    ['by its name', { target: 'https://pypi.org/pypi/fivetran_connector_sdk/json' }, 'not seen'],
    ['by its former name', { target: 'https://pypi.python.org/pypi/pandas/json' }, 'not seen'],
    ['without TLS', { target: 'http://pypi.org:80/pypi/pandas/json' }, 'not seen'],
    ['in a tunnel', { operation: 'CONNECT', target: 'pypi.org:443' }, 'not seen'],
    ['of another host', { target: 'https://pypi-mirror.example/pypi/pandas/json' }, 'warn'],
    ['of another host in whose path it is', { target: 'https://a.example/pypi.org/json' }, 'warn'],
    ['of a path with its name', { service: 'api', target: '/pypi.org/pypi/pandas/json' }, 'warn'],
  ])('%s', (_what, more, result) => {
    const own = many(5, () => request(0));
    const byAnother = (turn: number): Partial<Asked> => ({ service: 'gateway', connection: 10 + turn });
    const its = many(5, (turn) => request(0, { ...byAnother(turn), route: null, ...more }));
    expect(check('reuses-connections', [...its, ...own])[0]).toBe(result);
    // Nor is it a sync, or a part of one.
    const failing = many(2, () => failed(0, { service: 'gateway', route: null, ...more }));
    expect(check('bounds-its-tries', failing)[0]).toBe(result === 'warn' ? 'pass' : 'not seen');
  });
});
