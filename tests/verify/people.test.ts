import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../verify/destination.ts';
import type { FoundRow, MemoryTableOptions } from './memory-destination.ts';
import { foundRows, PEOPLE_TYPES } from './right-rows.ts';
import { every, verdictOn } from './verdict-on.ts';

const people = (): FoundRow[] => foundRows('people');
const one = (rows: FoundRow[], place: number, change: Readonly<Record<string, Found>>): FoundRow[] =>
  rows.map((row, index) => (index === place ? { ...row, ...change } : row));
const without =
  (name: string) =>
  (row: FoundRow): FoundRow =>
    Object.fromEntries(Object.entries(row).filter(([column]) => column !== name));

describe('a destination of people', () => {
  const equal = { result: 'equal', source: 'people', rows: 200, equal: 200, findings: [] };
  const differs = { result: 'differs', source: 'people', rows: 200 };

  it.each<[string, FoundRow[], MemoryTableOptions, object]>([
    ['as it should be', people(), {}, equal],
    ['in another order', people().reverse(), {}, equal],
    ['without a key', people(), { key: ['_fivetran_id'] }, equal],
    [
      'with ids in a column of another name',
      every(people(), ({ id, ...rest }) => ({ uid: id as string, ...rest })),
      {},
      equal,
    ],
    [
      'with times as Dates',
      every(people(), (row) => ({ ...row, updated_at: new Date(row['updated_at'] as string) })),
      {},
      equal,
    ],
    [
      'with times of another offset',
      every(people(), (row) => ({
        ...row,
        created_at: `${new Date(Date.parse(row['created_at'] as string) + 7_200_000).toISOString().slice(0, 19)}+02:00`,
      })),
      {},
      equal,
    ],
    ['with a column of its own', every(people(), (row) => ({ ...row, loaded_by: 'me' })), {}, equal],
    [
      'without a row',
      people().toSpliced(7, 1),
      {},
      { ...differs, rows: 199, equal: 199, missing: 1, findings: ['1 missing unknown'] },
    ],
    [
      'with a row twice',
      [...people(), people()[3] as FoundRow],
      { key: ['_fivetran_id'] },
      { ...differs, rows: 201, equal: 200, duplicated: 1, findings: ['1 duplicated no-key'] },
    ],
    [
      'with a row that never was',
      [...people(), { ...(people()[3] as FoundRow), id: '00000000-0000-4000-8000-000000000000' }],
      {},
      { ...differs, rows: 201, equal: 200, extra: 1, findings: ['1 extra unknown'] },
    ],
    [
      'with a row whose key is null',
      one(people(), 5, { id: null }),
      {},
      { ...differs, equal: 199, missing: 1, extra: 1, findings: ['1 extra unknown', '1 missing unknown'] },
    ],
    [
      'with a value that never was',
      one(people(), 5, { job: 'Nobody' }),
      {},
      { ...differs, equal: 199, torn: 1, findings: ['1 torn unknown'] },
    ],
    [
      'with a value of another row',
      one(people(), 5, { email: people()[6]?.['email'] as string }),
      {},
      { ...differs, equal: 199, torn: 1, findings: ['1 torn unknown'] },
    ],
    [
      'with a live row marked as deleted',
      one(people(), 5, { _fivetran_deleted: true }),
      {},
      { ...differs, equal: 199, missing: 1, findings: ['1 missing unknown'] },
    ],
    [
      'with two columns swapped',
      every(people(), (row) => ({ ...row, name: row['email'] as string, email: row['name'] as string })),
      {},
      { ...differs, equal: 200, findings: ['200 column column-wrong', '200 column column-wrong'] },
    ],
    [
      'without a column',
      every(people(), without('job')),
      {},
      { ...differs, equal: 200, findings: ['200 column column-absent'] },
    ],
    [
      'with a constant',
      every(people(), (row) => ({ ...row, job: 'x' })),
      {},
      { ...differs, equal: 200, findings: ['200 column column-wrong'] },
    ],
    [
      'with nothing in a column',
      every(people(), (row) => ({ ...row, job: null })),
      {},
      { ...differs, equal: 200, findings: ['200 column column-wrong'] },
    ],
    [
      'with constants in all columns but the key',
      every(people(), ({ id }) => ({
        id: id as string,
        name: 'x',
        email: 'x',
        address: 'x',
        company: 'x',
        job: 'x',
        created_at: '2026-01-01',
        updated_at: '2026-01-01',
      })),
      {},
      { ...differs, equal: 200, findings: Array.from({ length: 7 }, () => '200 column column-wrong') },
    ],
    [
      'with dates where there were times',
      every(people(), (row) => ({ ...row, created_at: (row['created_at'] as string).slice(0, 10) })),
      { types: { ...PEOPLE_TYPES, created_at: 'DATE' } },
      { ...differs, equal: 200, findings: ['200 loss loss-time-of-day'] },
    ],
  ])('%s', async (_what, rows, table, verdict) => {
    expect(await verdictOn(rows, { types: PEOPLE_TYPES, ...table })).toEqual(verdict);
  });
});
