import { describe, expect, it } from '@jest/globals';
import type { ComparedTable } from '../../verify/report/report.ts';
import { verify } from '../../verify/verify.ts';
import { type FoundRow, memoryDestination, memoryTable } from './memory-destination.ts';
import { ANCHOR, foundRows, STILL } from './right-rows.ts';
import { verdictOn } from './verdict-on.ts';

/** Without what Fivetran adds. */
function bare({ _fivetran_deleted, _fivetran_synced, ...row }: FoundRow): FoundRow {
  return row;
}

function loaded(rows: readonly FoundRow[]): FoundRow[] {
  return rows.map((row, place) => ({ ...bare(row), _dlt_load_id: '1795823838.2', _dlt_id: `id-${place}` }));
}

function reportOf(...tables: readonly (readonly [name: string, rows: readonly FoundRow[]])[]) {
  const found = tables.map(([name, rows]) => memoryTable(rows, { name, key: [] }));
  return verify(memoryDestination(...found), { world: STILL, now: ANCHOR });
}

const VERSION = [{ version: 1, engine_version: 11, schema_name: 'crm' }];

describe('what dlt writes', () => {
  it('is compared without the tables and columns that are its own', async () => {
    const report = await reportOf(
      ['crm.people', loaded(foundRows('people'))],
      ['crm._dlt_loads', [{ load_id: '1795823838.2', schema_name: 'crm', status: 0 }]],
      ['crm._dlt_pipeline_state', [{ version: 1, pipeline_name: 'crm', state: 'eNq' }]],
      ['crm._dlt_version', VERSION],
      ['crm_staging.people', loaded(foundRows('people', 3))],
      ['crm_staging._dlt_version', VERSION],
    );
    expect(report).toMatchObject({
      result: 'equal',
      tables: [{ destination: 'crm.people', source: 'people', equal: 200, mapping: { unmapped: [] } }],
    });
    expect(report.tables).toHaveLength(1);
  });

  it('is compared in a schema that only looks like one for a merge', async () => {
    const { tables } = await reportOf(
      ['crm_staging.people', loaded(foundRows('people'))],
      ['crm_staging._dlt_version', VERSION],
    );
    expect(tables).toMatchObject([{ destination: 'crm_staging.people', source: 'people', equal: 200 }]);
  });

  it('has objects in columns and lists in tables, which are not taken for absent and are told as not compared', async () => {
    const films = loaded(foundRows('star_wars.films'));
    const users = loaded(foundRows('placeholder.users'));
    const { tables, findings } = await reportOf(
      ['crm.films', films.map(({ characters, ...film }) => film)],
      ['crm.films__characters', [{ value: '1', _dlt_parent_id: 'id-0', _dlt_list_idx: 0, _dlt_id: 'a' }]],
      ['crm.users', users.map(({ address, ...user }) => ({ ...user, address__city: 'Gwenborough' }))],
    );
    expect(findings).toEqual([]);
    expect(tables.map(({ destination }) => destination)).toEqual(['crm.films', 'crm.users']);
    expect(tables.map((table) => (table as ComparedTable).mapping)).toMatchObject([
      { unmapped: ['crm.films__characters'], absent: [] },
      { unmapped: ['address__city'], absent: [] },
    ]);
  });
});

describe('a mark of a deletion', () => {
  const people = foundRows('people').map(bare);

  it.each<[column: string, marked: string | boolean, alive: string | boolean | null]>([
    ['_fivetran_deleted', true, false],
    ['_sdc_deleted_at', '2026-01-01T00:00:00Z', null],
    ['_ab_cdc_deleted_at', '2026-01-01T00:00:00Z', ''],
    ['_sling_deleted_at', '2026-01-01T00:00:00Z', null],
  ])('is %s', async (column, marked, alive) => {
    const rows = people.map((row, place) => ({ ...row, [column]: place === 7 ? marked : alive }));
    expect(await verdictOn(rows)).toMatchObject({ rows: 200, equal: 199, missing: 1 });
  });
});
