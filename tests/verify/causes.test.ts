import { expect, it } from '@jest/globals';
import type { Asked } from '../../verify/causes/asked.ts';
import type { FoundRow } from './memory-destination.ts';
import { ANCHOR, foundRows } from './right-rows.ts';
import { reportOn } from './verdict-on.ts';

const page = (number: number, first: number, last: number, more: Partial<Asked> = {}): Asked => ({
  ...{ number, at: ANCHOR + number, service: 'api', operation: 'GET', route: 'pagination_offset' },
  ...{ target: `/pagination/offset?offset=${first}`, rows: { order: 'updatedAt', first, last } },
  ...{ status: 200, errorCode: null, aborted: false },
  ...more,
});
const statement = (number: number, target: string, more: Partial<Asked> = {}): Asked => ({
  ...page(number, 0, 0),
  ...{ service: 'postgres', operation: 'query', route: 'SELECT', rows: null, status: null, target },
  ...more,
});
const failed: Partial<Asked> = { status: 500, errorCode: 'broken', rows: null };
const WHOLE = { isLast: true, next: null };
const since = '/incremental/timestamp?since=2025-12-31T23:59:59Z';

const people = foundRows('people');
const users = foundRows('public.users');

it.each<
  [
    what: string,
    rows: FoundRow[],
    asked: Asked[] | undefined,
    cause: string,
    verdict: string,
    requests: number[],
  ]
>([
  ['nothing known', people.slice(0, 150), undefined, 'unknown', 'unknown', []],
  ['served', people.slice(0, 150), [page(1, 0, 199)], 'served-and-lost', 'unknown', [1]],
  [
    'served, backwards',
    people.slice(50),
    [page(1, 150, 199, { rows: { order: 'updatedAt desc', first: 150, last: 199 } })],
    'served-and-lost',
    'unknown',
    [1],
  ],
  [
    'served and passed',
    people.slice(0, 150),
    [page(1, 0, 199), page(2, 0, 0, { target: since, rows: null })],
    'served-and-lost',
    'permanent',
    [1],
  ],
  ['not served', people.slice(0, 150), [page(1, 0, 99), page(2, 100, 149)], 'never-asked', 'unknown', [2]],
  [
    'a list that has no more of them',
    people.slice(0, 150),
    [page(1, 0, 149, { page: WHOLE })],
    'not-listed',
    'unknown',
    [1],
  ],
  [
    'a list that has no more of them, and one that has',
    people.slice(0, 150),
    [page(1, 0, 99), page(2, 0, 149, { page: WHOLE })],
    'never-asked',
    'unknown',
    [2],
  ],
  [
    'the end of a list that has no more of them',
    people.slice(0, 150),
    [page(1, 100, 149, { page: WHOLE })],
    'never-asked',
    'unknown',
    [1],
  ],
  [
    'only later ones',
    people.slice(0, 150),
    [page(1, 0, 0, { target: since, rows: null })],
    'never-asked',
    'permanent',
    [1],
  ],
  [
    'an error',
    people.slice(0, 150),
    [page(1, 0, 149), page(2, 150, 199, failed)],
    'error-is-the-end',
    'unknown',
    [2],
  ],
  ['errors alone', people.slice(0, 150), [page(1, 0, 0, failed)], 'error-is-the-end', 'unknown', [1]],
  ['another table', users.slice(0, 150), [page(1, 0, 199)], 'never-asked', 'unknown', []],
  [
    'a statement that nobody can tell',
    users.slice(0, 150),
    [statement(1, 'SELECT * FROM users JOIN plans USING (id)')],
    'unknown',
    'unknown',
    [],
  ],
  [
    'a statement for all rows',
    users.slice(0, 150),
    [statement(1, 'SELECT * FROM users')],
    'served-and-lost',
    'unknown',
    [1],
  ],
  [
    'a statement for another',
    users.slice(0, 150),
    [statement(1, 'SELECT * FROM subscribers')],
    'never-asked',
    'unknown',
    [],
  ],
  [
    'files',
    people.slice(0, 150),
    [page(1, 0, 0, { service: 's3', route: 'GetObject', rows: null })],
    'unknown',
    'unknown',
    [],
  ],
])('missing rows, %s', async (_what, rows, asked, cause, verdict, requests) => {
  const journal = asked && { entries: async () => asked };
  const { findings } = await reportOn(rows, {}, { ...(journal && { journal }) });
  expect(findings).toMatchObject([{ kind: 'missing', count: 50, cause, verdict }]);
  expect(findings[0]?.evidence.map(({ request }) => request)).toEqual(requests);
});

it('an identity is the same in every run', async () => {
  const ids = async (rows: FoundRow[], name = 'tester.user') =>
    (await reportOn(rows, { name })).findings.map(({ id }) => id);
  expect(await ids(people.slice(1))).toEqual(await ids(people.slice(2)));
  expect(await ids(people.slice(1))).not.toEqual(await ids(users.slice(1), 'tester.users'));
});
