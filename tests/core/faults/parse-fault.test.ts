import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseFault, parseFaults } from '../../../core/faults/parse-fault.ts';

const schema = JSON.parse(readFileSync('docs/faults.schema.json', 'utf8'));
/** Whether the published schema allows it. */
const isAllowed = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

const DO = { do: 'reset' };
const ON = { on: { route: 'people' } };

it.each<[string, unknown, unknown]>([
  [
    'a page',
    { on: { route: 'people', page: 3 }, do: { status: 500 }, times: 1 },
    { on: { route: 'people', page: 3 }, do: { status: 500 }, times: 1 },
  ],
  [
    '`any` is any text',
    { on: { since: 'any', query: { key: 'any' } }, do: { clock: '+20s' } },
    { on: { since: '*', query: { key: '*' } }, do: { clock: 20_000 } },
  ],
  [
    'a word',
    { on: { tcp: 'postgres', bytes: 65_536 }, do: 'reset' },
    { on: { tcp: 'postgres', bytes: 65_536 }, do: { reset: true } },
  ],
  [
    'after',
    { on: { sql: 'SELECT max*', nth: 1 }, after: { clock: '+5s' } },
    { on: { sql: 'SELECT max*', nth: 1 }, after: { clock: 5000 } },
  ],
  [
    'JSON as body',
    { ...ON, do: { status: 400, body: { error: 'invalid_grant' } } },
    { ...ON, do: { status: 400, body: '{"error":"invalid_grant"}' } },
  ],
  [
    'numbers in headers',
    { ...ON, do: { status: 429, headers: { 'Retry-After': 2 } } },
    { ...ON, do: { status: 429, headers: { 'Retry-After': '2' } } },
  ],
  [
    'sizes',
    { on: { tcp: '*', bytes: '1 KB' }, do: { slow: '2 KB/s' } },
    { on: { tcp: '*', bytes: 1024 }, do: { slow: 2048 } },
  ],
  ['the word cut', { ...ON, do: 'cut' }, { ...ON, do: { cut: 0 } }],
  [
    'an error of a database',
    { ...ON, do: { sqlstate: '57P01', message: 'gone' } },
    { ...ON, do: { sqlstate: '57P01', message: 'gone' } },
  ],
  ['an ended session', { ...ON, do: { terminate: 'session' } }, { ...ON, do: { terminate: 'session' } }],
  ['a refused tunnel', { ...ON, do: 'refuse' }, { ...ON, do: { refuse: true } }],
  ['an ended backend', { ...ON, do: { terminate: 'backend' } }, { ...ON, do: { terminate: 'backend' } }],
  ['a cut with bytes', { ...ON, do: { cut: '1000 bytes' } }, { ...ON, do: { cut: 1000 } }],
  ['always', { ...ON, do: { cut: 'row' }, times: 'always' }, { ...ON, do: { cut: 'row' }, times: 'always' }],
  [
    "toxiproxy's words",
    { ...ON, do: { limit_data: 5, reset_peer: true } },
    { ...ON, do: { cut: 5, reset: true } },
  ],
  ["MockServer's word", { ...ON, do: { errorStatus: 503 } }, { ...ON, do: { status: 503 } }],
])('reads %s', (_what, written, expected) => {
  expect(parseFault(written, 'plan[0]')).toEqual(expected);
  expect([isAllowed(written), isAllowed([written, written])]).toEqual([true, true]);
});

it('reads one or a list', () => {
  expect(parseFaults({ ...ON, ...DO }, 'plan')).toHaveLength(1);
  expect(
    parseFaults(
      [
        { ...ON, ...DO },
        { ...ON, ...DO },
      ],
      'plan',
    ),
  ).toHaveLength(2);
  expect(() => parseFaults([{ ...ON, ...DO }, {}], 'plan')).toThrow("plan[1] must say 'on'");
});

/** What a schema cannot say: which effects exclude each other, what can be sent as a header, sums of sizes. */
const BEYOND_SCHEMA = /must be (?:either|told)|a header that can be sent|must be a number of bytes/;

describe('refuses by name', () => {
  it.each<[unknown, string]>([
    ['reset', 'plan[0] must be a map of names to values, but is "reset".'],
    [null, 'plan[0] must be a map of names to values, but is null.'],
    [{ ...DO }, "plan[0] must say 'on': when it happens."],
    [{ ...ON }, "plan[0] must say 'do': what happens."],
    [{ on: {}, ...DO }, 'plan[0].on must be at least one condition, but is {}.'],
    [{ ...ON, do: {} }, 'plan[0].do must be at least one effect, but is {}.'],
    [{ ...ON, ...DO, time: 1 }, "plan[0] has an unknown property 'time'. Did you mean 'times'"],
    [{ on: { rout: 'people' }, ...DO }, "plan[0].on has an unknown property 'rout'. Did you mean 'route'"],
    [{ ...ON, do: { statsu: 500 } }, "plan[0].do has an unknown property 'statsu'. Did you mean 'status'"],
    [{ ...ON, do: 'restart' }, "plan[0].do has an unknown property 'restart'."],
    [{ ...ON, after: { status: 500 } }, "plan[0].after has an unknown property 'status'."],
    [{ on: { route: '' }, ...DO }, 'plan[0].on.route must be a text, but is "".'],
    [{ on: { route: 5 }, ...DO }, 'plan[0].on.route must be a text, but is 5.'],
    [{ on: { page: 0 }, ...DO }, 'plan[0].on.page must be a whole number from 1 to 1000000000, but is 0.'],
    [
      { on: { page: '3' }, ...DO },
      'plan[0].on.page must be a whole number from 1 to 1000000000, but is "3".',
    ],
    [{ on: { nth: 1.5 }, ...DO }, 'plan[0].on.nth must be'],
    [{ on: { from: -1 }, ...DO }, 'plan[0].on.from must be'],
    [{ on: { every: null }, ...DO }, 'plan[0].on.every must be'],
    [{ on: { request: 'x' }, ...DO }, 'plan[0].on.request must be'],
    [{ on: { query: 'a=b' }, ...DO }, 'plan[0].on.query must be a map of names to values'],
    [{ on: { query: { a: [1] } }, ...DO }, 'plan[0].on.query.a must be a text'],
    [{ on: { bytes: 5 }, ...DO }, "plan[0].on must be 'bytes' together with 'tcp'"],
    [{ ...ON, ...DO, times: 0 }, 'plan[0].times must be'],
    [{ ...ON, ...DO, times: 'never' }, 'plan[0].times must be'],
    [{ ...ON, do: { status: 99 } }, 'plan[0].do.status must be a status of HTTP from 200 to 599, but is 99.'],
    [{ ...ON, do: { status: '500' } }, 'plan[0].do.status must be'],
    [{ ...ON, do: { headers: { 'a b': 'c' } } }, 'plan[0].do.headers.a b must be a header that can be sent'],
    [{ ...ON, do: { headers: { a: 'b\nc' } } }, 'plan[0].do.headers.a must be a header that can be sent'],
    [
      { ...ON, do: { headers: { a: '{now+soon}' } } },
      'plan[0].do.headers.a must be a header that can be sent',
    ],
    [{ ...ON, do: { body: 5 } }, 'plan[0].do.body must be a text, or what is sent as JSON'],
    [{ ...ON, do: { html: 'yes' } }, 'plan[0].do.html must be true, or left out'],
    [{ ...ON, do: { empty: false } }, 'plan[0].do.empty must be true, or left out'],
    [{ ...ON, do: { short: -1 } }, 'plan[0].do.short must be a number of rows'],
    [{ ...ON, do: { ties: 'sorted' } }, 'plan[0].do.ties must be \'shuffled\', but is "sorted".'],
    [{ ...ON, do: { stale: 90 } }, 'plan[0].do.stale must be a duration such as 90s or 5m, but is 90.'],
    [{ ...ON, do: { stale: 'long' } }, 'plan[0].do.stale must be a duration'],
    [{ ...ON, do: { cap: 'half' } }, 'plan[0].do.cap must be'],
    [{ ...ON, do: { next: 'other' } }, "plan[0].do.next must be 'same' or 'none' or 'other-host'"],
    [{ ...ON, do: { expire: 'login' } }, "plan[0].do.expire must be 'token' or 'scroll'"],
    [{ ...ON, do: { cut: 'third' } }, 'plan[0].do.cut must be a number of bytes from 0 to 16777216'],
    [{ ...ON, do: { cut: '17 MB' } }, 'plan[0].do.cut must be a number of bytes'],
    [{ ...ON, do: { gzip: true } }, "plan[0].do.gzip must be 'broken'"],
    [{ ...ON, do: { length: 'short' } }, "plan[0].do.length must be 'wrong' or 'none'"],
    [{ ...ON, do: { slow: 0 } }, 'plan[0].do.slow must be a number of bytes'],
    [{ ...ON, do: { latency: '-5s' } }, 'plan[0].do.latency must be a duration'],
    [{ ...ON, do: { sqlstate: 40001 } }, 'plan[0].do.sqlstate must be a SQLSTATE of an error in quotes'],
    [{ ...ON, do: { sqlstate: '00000' } }, 'plan[0].do.sqlstate must be a SQLSTATE of an error'],
    [{ ...ON, do: { sqlstate: '4000a' } }, 'plan[0].do.sqlstate must be a SQLSTATE of an error'],
    [{ ...ON, do: { message: 'again' } }, "plan[0].do must be 'message' together with 'sqlstate'"],
    [{ ...ON, do: { sqlstate: '40001', message: '' } }, 'plan[0].do.message must be a text'],
    [{ ...ON, do: { terminate: 'server' } }, "plan[0].do.terminate must be 'backend' or 'session'"],
    [{ ...ON, do: { refuse: true, hang: true } }, "plan[0].do must be either 'refuse' or 'hang'"],
    [{ ...ON, do: { refuse: true, slow: 5 } }, "plan[0].do must be either 'refuse' or 'slow'"],
    [{ ...ON, do: { sqlstate: '40001', hang: true } }, "plan[0].do must be either 'sqlstate' or 'hang'"],
    [{ ...ON, do: { cut: 5, limit_data: 6 } }, "plan[0].do must be told 'cut' once"],
    [
      { ...ON, do: { status: 500, empty: true } },
      "plan[0].do must be either 'status' or 'empty', which exclude each other",
    ],
    [{ ...ON, do: { hang: true, status: 500 } }, "plan[0].do must be either 'hang' or 'status'"],
    [{ ...ON, do: { reset: true, slow: 5 } }, "plan[0].do must be either 'reset' or 'slow'"],
    [{ ...ON, do: { body: 'a', html: true } }, "plan[0].do must be either 'body' or 'html'"],
  ])('%j', (written, message) => {
    if (!BEYOND_SCHEMA.test(message)) expect(isAllowed(written)).toBe(false);
    expect(() => parseFault(written, 'plan[0]')).toThrow(
      expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(message) }),
    );
  });
});
