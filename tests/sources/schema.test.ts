import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { readSource } from '../../sources/read/read-source.ts';
import { ACME } from './start-source.ts';

const schema = JSON.parse(await readFile('docs/source.schema.json', 'utf8'));
const isAllowed = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false }).compile(schema);
const SIMPLE = 'host: a.example\nresources:\n  rows: { path: /rows, fields: { id: uuid } }\n';
const withPart = (part: string): string => SIMPLE.replace('path: /rows', `path: /rows, ${part}`);

function isRead(yaml: string): boolean {
  try {
    readSource(yaml, 'a.source.yaml');
    return true;
  } catch {
    return false;
  }
}

const GOOD = [
  ACME,
  SIMPLE,
  `name: b\ndocumentation: https://a.example/docs\nignores: [x, y]\n${SIMPLE}`,
  SIMPLE.replace('host: a.example', 'hosts: [a.example, "*.a.example"]'),
  ...[
    'none',
    '{ bearer: t }',
    '{ basic: { user: u } }',
    '{ headers: { X-A: a } }',
    '{ query: { a: b } }',
  ].map((auth) => `auth: ${auth}\n${SIMPLE}`),
  `auth: [{ bearer: t }, { query: { a: b } }]\n${SIMPLE}`,
  `auth: { oauth2: { token: /token, client: c, secret: s, refresh: r, rotate: true, expires: 1h } }\n${SIMPLE}`,
  `auth: { login: { path: /login, body: { user: u }, header: X-Session } }\n${SIMPLE}`,
  `rateLimit: { requests: 5, every: 1m, headers: RateLimit }\n${SIMPLE}`,
  `errors: { code: $code }\n${SIMPLE}`,
  `connector: { configuration: { api_key: k } }\n${SIMPLE}`,
  `defaults: { paging: { page: page } }\n${SIMPLE}`,
  ...[
    'method: POST',
    'rows: 5',
    'key: id',
    'body: { data: $items }',
    'paging: none',
    'paging: { page: page, first: 0, link: true, nextHeader: X-Next }',
    'paging: { cursor: c, expires: 5m, size: n, rows: 5, most: 10 }',
    'since: { parameter: since, by: created, strict: true, format: epoch, until: before }',
    'order: -updated',
    'sort: { parameter: sort, values: { up: key, down: -key } }',
    'format: csv',
    'one: false',
    'deletes: /gone',
    'deletes: { path: /gone, parameter: since, body: { data: $items } }',
    'ignores: x',
  ].map(withPart),
];

const BAD = [
  'host: a.example',
  SIMPLE.replace('host: a.example\n', ''),
  'host: a.example\nresources: {}',
  `hots: a\n${SIMPLE}`,
  `name: Acme\n${SIMPLE}`,
  SIMPLE.replace('rows:', 'Rows:'),
  SIMPLE.replace('{ id: uuid }', '{}'),
  ...[
    'all',
    '{ bearer: "" }',
    '{ baerer: t }',
    '{}',
    '{ bearer: t, query: { a: b } }',
    '{ headers: {} }',
  ].map((auth) => `auth: ${auth}\n${SIMPLE}`),
  `auth: { oauth2: { token: /token } }\n${SIMPLE}`,
  `auth: { login: { path: /login } }\n${SIMPLE}`,
  `rateLimit: { requests: 5 }\n${SIMPLE}`,
  `connector: {}\n${SIMPLE}`,
  `connector: { configuration: { api_key: 5 } }\n${SIMPLE}`,
  `rateLimit: { requests: 0, every: 1m }\n${SIMPLE}`,
  `rateLimit: { requests: 5, every: soon }\n${SIMPLE}`,
  ...[
    'method: PUT',
    'rows: -1',
    'paging: {}',
    'paging: { page: p, offset: o }',
    'paging: { page: p, rows: 0 }',
    'paging: { page: p, first: 2 }',
    'since: {}',
    'since: { parameter: s, by: deleted }',
    'order: newest',
    'sort: { parameter: sort }',
    'format: pdf',
    'one: 1',
    'deletes: gone',
    'of: { a: 1, b: 2 }',
    'pageing: none',
  ].map(withPart),
];

it.each(GOOD)('the schema and the reader take %j', (yaml) => {
  expect([isAllowed(parse(yaml)) || isAllowed.errors, isRead(yaml)]).toEqual([true, true]);
});

it.each(BAD)('the schema and the reader refuse %j', (yaml) => {
  expect([isAllowed(parse(yaml)), isRead(yaml)]).toEqual([false, false]);
});
