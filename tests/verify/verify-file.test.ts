import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { parseVerifyFile } from '../../verify/mapping/parse-verify-file.ts';

const schema = JSON.parse(await readFile('docs/verify.schema.json', 'utf8'));
const isAllowed = new Ajv2020({ strict: true }).compile(schema);

it.each([
  'tables: {}',
  'tables: { user: {} }',
  'tables: {}\nknown: [16-3f2a1b9c]',
  'tables: {}\nknown: []',
  'tables: { user: { source: people, key: [uid], columns: { mail: email }, ignore: [x], lossy: [price], rows: part } }',
  '{"tables": {"tester.user": {"rows": "all"}}}',
])('%s is allowed by the schema and by the parser', (text) => {
  expect(isAllowed(parse(text))).toBe(true);
  expect(parseVerifyFile(text, 'verify.yaml')).toEqual(parse(text));
});

it.each<[string, RegExp]>([
  ['[]', /the file must be a map/],
  ['table: {}', /the file has an unknown property 'table'\. Did you mean 'tables'\?/],
  ['known: 16-3f2a1b9c', /known must be a list of ids .*, but is "16-3f2a1b9c"\./],
  ['known: [3f2a1b9c]', /known must be a list of ids .* such as 16-3f2a1b9c, but is \["3f2a1b9c"\]\./],
  ['tables: [user]', /tables must be a map of names to values, but is \["user"\]/],
  ['tables: { user: people }', /tables\.user must be a map/],
  [
    'tables: { user: { sauce: people } }',
    /tables\.user has an unknown property 'sauce'\. Did you mean 'source'\?/,
  ],
  ['tables: { user: { source: 7 } }', /tables\.user\.source must be the name of a table .*, but is 7\./],
  ['tables: { user: { source: "" } }', /tables\.user\.source must be/],
  [
    'tables: { user: { key: id } }',
    /tables\.user\.key must be a list of columns, at least one, but is "id"\./,
  ],
  ['tables: { user: { key: [] } }', /tables\.user\.key must be/],
  ['tables: { user: { columns: [a] } }', /tables\.user\.columns must map/],
  ['tables: { user: { columns: { a: 1 } } }', /tables\.user\.columns must map/],
  ['tables: { user: { ignore: a } }', /tables\.user\.ignore must be a list/],
  ['tables: { user: { lossy: [1] } }', /tables\.user\.lossy must be a list/],
  ['tables: { user: { rows: some } }', /tables\.user\.rows must be 'all' or 'part', but is "some"/],
])('%s is refused by the schema and by the parser', (text, message) => {
  expect(isAllowed(parse(text))).toBe(false);
  expect(() => parseVerifyFile(text, 'verify.yaml')).toThrow(message);
});

it.each<[string, string]>([
  ['an empty file', ''],
  ['a comment alone', '# nothing'],
])('%s says nothing', (_what, text) => {
  expect(parseVerifyFile(text, 'verify.yaml')).toEqual({ tables: {} });
});

it.each(['tables: {', 'a: &a [*a]', 'x: *nowhere'])('%s is no YAML that can be used', (text) => {
  expect(() => parseVerifyFile(text, 'verify.yaml')).toThrow(/verify\.yaml: it is no YAML/);
});
