import { expect, it } from '@jest/globals';
import { createDataset, MOST_RECORDS } from '../../../fixtures/index.ts';
import { cellWriter } from '../../../services/postgres-seed/present/cell.ts';
import { rowsOf, startTemporaryPostgres } from './with-postgres.ts';

it.each([
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['0000-12-31T23:59:59Z', '0001-12-31T23:59:59Z BC'],
  ['-000001-01-01T00:00:00Z', '0002-01-01T00:00:00Z BC'],
  ['-000043-03-15', '0044-03-15 BC'],
  ['-004711-01-01T00:00:00Z', '4712-01-01T00:00:00Z BC'],
  ['-004712-12-31T00:00:00Z', '-infinity'],
  ['-061363-01-01T00:00:00Z', '-infinity'],
])('writes %s as %s', (iso, text) => {
  expect(cellWriter({ kind: 'timestamp', hasZone: true })(iso)).toBe(text);
});

it.each<[string, number, (updatedAt: string) => number]>([
  ['keeps times before our era', 4e10, (updatedAt) => Date.parse(updatedAt)],
  ['has -infinity for times before its first year', MOST_RECORDS, () => Number.NEGATIVE_INFINITY],
])('%s', async (_what, records, expected) => {
  const dataset = createDataset({ records });
  const postgres = await startTemporaryPostgres({ dataset, rows: 20 });
  try {
    const [user] = await rowsOf(
      postgres.endpoints,
      'SELECT extract(epoch FROM updated_at)::float8 * 1000 AS time FROM users WHERE id = 17',
    );
    expect(user?.['time']).toBe(expected(dataset.people.at(16).updatedAt));
  } finally {
    await postgres.stop();
  }
});

it('is seeded for a world without people', async () => {
  const postgres = await startTemporaryPostgres({ dataset: createDataset({ records: 0 }), rows: 0 });
  try {
    const [found] = await rowsOf(
      postgres.endpoints,
      'SELECT (SELECT count(*)::int FROM users) AS users, (SELECT count(*)::int FROM sample_users) AS samples',
    );
    expect(found).toEqual({ users: 0, samples: 2500 });
  } finally {
    await postgres.stop();
  }
});
