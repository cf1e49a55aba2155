import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { parseCsv } from '../../../support/parse-csv.ts';
import { startApi } from '../../../support/start-api.ts';
import { peopleOf } from '../../../support/walk-pages.ts';

const dataset = createDataset();
const api = await startApi({ dataset });
afterAll(() => api.stop());

const { apiKey } = api.endpoints.credentials;
const everyone = peopleOf(dataset, 0, 200);
const plain = { headers: { 'Accept-Encoding': 'identity' } };

/** The bytes as they cross the wire; fetch would unpack them. */
function rawBody(
  path: string,
  headers: Record<string, string>,
): Promise<{ encoding: unknown; body: Buffer }> {
  return new Promise((resolve, reject) => {
    request(`${api.url}${path}`, { headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

describe('/export/csv', () => {
  it('is a file to download with a header and everyone, field by field', async () => {
    const { headers, text } = await api.get('/export/csv', plain);
    expect(headers.get('content-disposition')).toBe('attachment; filename=data_export.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const columns = ['id', 'name', 'email', 'address', 'company', 'job', 'createdAt', 'updatedAt'];
    expect(parseCsv(text)).toEqual([columns, ...everyone.map((person) => Object.values(person))]);
  });

  it('holds fields with commas and line ends, in quotes', async () => {
    const { text } = await api.get('/export/csv', plain);
    expect(text.split('\n').length - 1).toBe(1 + 2 * everyone.length);
    expect(everyone.some(({ company }) => company.includes(','))).toBe(true);
  });

  it.each([1, 255, 256, 257, 1000])('has %d lines for as many records', async (records) => {
    const world = createDataset({ records });
    await using small = await startApi({ dataset: world });
    const rows = parseCsv((await small.get('/export/csv')).text).slice(1);
    expect(rows).toEqual(peopleOf(world, 0, records).map((person) => Object.values(person)));
  });

  it('says so when there is nobody', async () => {
    await using empty = await startApi({ dataset: createDataset({ records: 0 }) });
    const answer = await empty.get('/export/csv');
    expect([answer.status, answer.json()]).toEqual([400, { error: 'No data available to export.' }]);
  });
});

describe('/export/high_volume_csv', () => {
  const headers = { Authorization: `apiKey ${apiKey}`, 'Accept-Encoding': 'identity' };

  it('has four columns, the city cut from the address', async () => {
    const { text } = await api.get('/export/high_volume_csv', { headers });
    const rows = everyone.map(({ id, name, address, createdAt }) => [
      id,
      name,
      /\n(.+), [A-Z]{2} \d{5}$/.exec(address)?.[1],
      createdAt,
    ]);
    expect(parseCsv(text)).toEqual([['has_id', 'name', 'city', 'created_at'], ...rows]);
  });

  it('is a header alone when there is nobody', async () => {
    await using empty = await startApi({ dataset: createDataset({ records: 0 }) });
    expect((await empty.get('/export/high_volume_csv', { headers })).text).toBe(
      'has_id,name,city,created_at\n',
    );
  });

  it.each([
    [{}, 'Authorization header is missing'],
    [{ Authorization: 'apiKey wrong' }, 'Invalid API key or format'],
  ])('refuses %j', async (wrong, error) => {
    const answer = await api.get('/export/high_volume_csv', { headers: wrong });
    expect([answer.status, answer.json()]).toEqual([401, { error }]);
  });
});

describe.each(['/export/csv', '/export/high_volume_csv'])('%s compressed', (path) => {
  const Authorization = `apiKey ${apiKey}`;

  it.each([
    ['gzip', 'gzip'],
    ['gzip, deflate, br', 'gzip'],
    ['*', 'gzip'],
    ['identity', undefined],
    ['br', undefined],
    ['gzip;q=0', undefined],
    ['gzip;q=0, identity;q=0', undefined],
    ['', undefined],
  ])('for a client that accepts %j: %s', async (accepted, encoding) => {
    const uncompressed = await rawBody(path, { Authorization });
    const answer = await rawBody(path, { Authorization, 'Accept-Encoding': accepted });
    expect(answer.encoding).toBe(encoding);
    expect(encoding ? gunzipSync(answer.body) : answer.body).toEqual(uncompressed.body);
  });
});
