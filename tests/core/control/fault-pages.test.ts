import { expect, it } from '@jest/globals';
import { startApi } from '../../support/start-api.ts';

const FAULT = { on: { route: 'people', page: 3 }, do: { status: 500 } };

it('tells, adds, and clears', async () => {
  await using api = await startApi();
  const ask = async (method: string, path = '', body?: unknown): Promise<readonly unknown[]> => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const answer = await api.get(`/_playground/faults${path}`, init);
    return [answer.status, answer.json()];
  };
  expect(await ask('GET')).toEqual([200, { faults: [] }]);
  expect(await ask('POST', '', FAULT)).toEqual([201, { faults: [{ ...FAULT, id: 1, fired: 0 }] }]);
  expect(await ask('POST', '', [FAULT, FAULT])).toMatchObject([201, { faults: [{ id: 2 }, { id: 3 }] }]);
  expect(await ask('DELETE', '/2')).toEqual([200, { status: 'cleared' }]);
  expect(await ask('DELETE', '/2')).toMatchObject([
    404,
    { error: "There is no fault '2'. GET /_playground/faults lists all." },
  ]);
  expect(await ask('GET')).toMatchObject([200, { faults: [{ id: 1 }, { id: 3 }] }]);
  expect(await ask('POST', '', [FAULT, { on: { page: 1 }, do: { stale: 5 } }])).toMatchObject([
    400,
    { error: 'faults[1].do.stale must be a duration such as 90s or 5m, but is 5.' },
  ]);
  expect(await ask('DELETE')).toEqual([200, { status: 'cleared' }]);
  expect(await ask('GET')).toEqual([200, { faults: [] }]);
});

it.each([
  ['', 400, 'not_json'],
  ['{', 400, 'not_json'],
  ['[]', 201, null],
  ['null', 400, 'bad_fault'],
  [`"${'x'.repeat(300_000)}"`, 413, 'body_too_large'],
  [JSON.stringify(Array.from({ length: 101 }, () => FAULT)), 400, 'bad_fault'],
])('a body %.20s is answered with %i', async (body, status, code) => {
  await using api = await startApi();
  const answer = await fetch(`${api.url}/_playground/faults`, { method: 'POST', body });
  expect([answer.status, answer.headers.get('x-error-code')]).toEqual([status, code]);
});
