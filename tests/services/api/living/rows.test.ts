import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { csvFile } from '../../../../fixtures/files/csv.ts';
import type { Row } from '../../../../fixtures/index.ts';
import { parseWorld } from '../../../../fixtures/living/world-plan.ts';
import { fixedCredentials } from '../../../../services/api/credentials.ts';
import { EVERYTHING, type Page, startLivingApi } from '../../../support/living-api.ts';
import { parseCsv } from '../../../support/parse-csv.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('an answer of a world whose columns change', () => {
  it.each([0, 20, 40, 50])('has after %d minutes the columns of that instant', async (minutes) => {
    await using api = await startLivingApi(`${EVERYTHING}+drift`);
    api.clock.now += minutes * MINUTE;
    const columns = api.table.columnsAt(api.clock.now).map(({ name }) => name);
    const byId = new Map(api.rows().map((row) => [row['id'], row]));
    const { data } = await api.page('/pagination/offset?limit=50&order_type=desc');
    for (const row of data) {
      expect(Object.keys(row)).toEqual(columns);
      expect(row).toEqual(byId.get(row['id'] as string));
    }
    const [header, ...lines] = parseCsv((await api.get('/export/csv')).text);
    expect(header).toEqual(columns);
    expect(lines).toEqual(api.rows().map((row) => columns.map((column) => String(row[column] ?? ''))));
  });

  it('has a page again as it was, and after a change of columns as it is then', async () => {
    await using api = await startLivingApi('living+drift');
    const path = '/pagination/offset?limit=50';
    const before = (await api.get(path)).text;
    expect((await api.get(path)).text).toBe(before);
    api.clock.now += 16 * MINUTE;
    const { data } = await api.page(path);
    expect(data.every((row) => 'phone' in row)).toBe(true);
  });
});

describe('/incremental/step', () => {
  it.each([0, 3])('has after %d hours whose numbers are in a range, and nobody twice', async (hours) => {
    await using api = await startLivingApi(EVERYTHING, 400);
    api.clock.now += hours * HOUR;
    const rows: Row[] = [];
    for (let first = 1; first < 40_000; first += 1000) {
      const { data } = await api.page(`/incremental/step?start_id=${first}&end_id=${first + 999}`);
      expect(data.every(({ id }) => Number(id) >= first && Number(id) < first + 1000)).toBe(true);
      rows.push(...data);
    }
    const emails = (told: readonly Row[]): unknown[] => told.map(({ email }) => email).sort();
    expect(emails(rows)).toEqual(emails(api.rows()));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it.each(['living', 'living+late+ahead+silent', 'living+shrinking+soft+unstamped', EVERYTHING])(
    'serves every row of %s to a walk that ends at the first answer without one',
    async (world) => {
      await using api = await startLivingApi(world, 120);
      // Each class has ids so far apart, and those to which nothing happens.
      const apart = parseWorld(world).classes.length + 1;
      for (const hours of [0, 1, 50, 400]) {
        api.clock.now = api.anchor + hours * HOUR;
        const rows: Row[] = [];
        for (let first = 1; ; first += apart) {
          const path = `/incremental/step?start_id=${first}&end_id=${first + apart - 1}`;
          const { data } = await api.page(path);
          if (data.length === 0) break;
          rows.push(...data);
        }
        expect(rows.map(({ email }) => email)).toEqual(api.rows().map(({ email }) => email));
      }
    },
  );

  it('keeps the number of a row while others come and go', async () => {
    await using api = await startLivingApi('living', 400);
    const path = '/incremental/step?start_id=1&end_id=40000';
    const numberOf = async (): Promise<Map<unknown, unknown>> =>
      new Map((await api.page(path)).data.map(({ id, email }) => [email, id]));
    const before = await numberOf();
    api.clock.now += 10 * HOUR;
    const after = await numberOf();
    const both = [...after.keys()].filter((email) => before.has(email));
    expect(both.length).toBeGreaterThan(200);
    expect(both.every((email) => before.get(email) === after.get(email))).toBe(true);
    expect(after.size === before.size && both.length === after.size).toBe(false);
  });
});

it('/export/csv is what the object store would write of these rows', async () => {
  await using api = await startLivingApi(`${EVERYTHING}+drift`);
  api.clock.now += 20 * MINUTE;
  const file = csvFile(api.table.columnsAt(api.clock.now));
  expect((await api.get('/export/csv')).text).toBe(
    [file.begin(), file.write(api.rows()), file.end()].join(''),
  );
});

it.each(['/auth/api_key', '/export/high_volume_csv'])('%s shows who is there now', async (path) => {
  await using api = await startLivingApi('living+shrinking', 60);
  const headers = { Authorization: `apiKey ${fixedCredentials.apiKey}` };
  const ask = async (): Promise<unknown[]> => {
    const { text } = await api.get(path, { headers });
    if (text.startsWith('{')) return (JSON.parse(text) as Page).data.map(({ id }) => id);
    return parseCsv(text)
      .slice(1)
      .map(([id]) => id);
  };
  const expected = (): unknown[] =>
    api
      .rows()
      .slice(0, path.startsWith('/auth') ? 20 : undefined)
      .map(({ id }) => id);
  expect(await ask()).toEqual(expected());
  api.clock.now += 15 * HOUR;
  expect(await ask()).toEqual(expected());
});

it.each(['/export/csv', '/incremental/timestamp'])(
  '%s is as of its start, although the clock moves while it is sent',
  async (path) => {
    await using api = await startLivingApi('living', 40_000);
    const [response] = (await once(get(api.url + path), 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    let text = '';
    for await (const chunk of response) {
      text += chunk;
      api.clock.now += HOUR;
    }
    expect(api.clock.now).toBeGreaterThan(api.anchor + 24 * HOUR);
    api.clock.now = api.anchor;
    expect(text).toBe((await api.get(path)).text);
    expect(text).toContain(String(api.rows().at(-1)?.['email']));
  },
);
