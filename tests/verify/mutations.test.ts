import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../../verify/destination.ts';
import type { FoundRow } from './memory-destination.ts';
import { foundRows } from './right-rows.ts';
import { reportOn } from './verdict-on.ts';

const SOURCES = [
  'people',
  'public.users',
  'public.people',
  'iot.sensor_readings',
  'parallel.orders',
  'departments',
];

const rowsOf = new Map(SOURCES.map((source) => [source, foundRows(source, 60)]));
const sizes = new Map(SOURCES.map((source) => [source, foundRows(source).length]));

type Mutation = (rows: readonly FoundRow[], place: number, column: string) => readonly FoundRow[];

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  drop: (rows, place) => rows.toSpliced(place, 1),
  repeat: (rows, place) => [...rows, rows[place] as FoundRow],
  erase: (rows, place, column) => change(rows, place, { [column]: null }),
  alter: (rows, place, column) =>
    change(rows, place, { [column]: altered((rows[place] as FoundRow)[column]) }),
  mark: (rows, place) => change(rows, place, { _fivetran_deleted: true }),
  'drop a column': (rows, _place, column) => rows.map(({ [column]: _, ...rest }) => rest),
};

function change(rows: readonly FoundRow[], place: number, values: FoundRow): readonly FoundRow[] {
  return rows.map((row, index) => (index === place ? { ...row, ...values } : row));
}

function altered(value: Found | undefined): Found {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${String(value)}?`;
}

it('a right destination is equal, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SOURCES), fc.nat(), async (source, turn) => {
      const rows = foundRows(source);
      const by = turn % rows.length;
      const report = await reportOn([...rows.slice(by), ...rows.slice(0, by)], {
        name: `tester.${nameOf(source)}`,
      });
      expect(report).toMatchObject({ result: 'equal', findings: [], tables: [{ source }] });
    }),
    { numRuns: 12 },
  );
});

it('any mutation of a right destination is named', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SOURCES),
      fc.constantFrom(...Object.keys(MUTATIONS)),
      fc.nat(59),
      fc.nat(),
      async (source, mutation, at, columnAt) => {
        const right = rowsOf.get(source) as FoundRow[];
        const columns = Object.keys(right[0] as FoundRow).filter((name) => !name.startsWith('_fivetran_'));
        const column = columns[columnAt % columns.length] as string;
        const isKey = column === 'id' || column.endsWith('_id');
        // Without its key a table is another.
        if (mutation === 'drop a column' && isKey) return;
        const wrong = (MUTATIONS[mutation] as Mutation)(right, at % right.length, column);
        const report = await reportOn(wrong, { name: `tester.${nameOf(source)}` });
        const unread = (sizes.get(source) as number) - right.length;
        expect(report.tables[0]).toMatchObject({ source, result: 'differs' });
        const { missing, equal, torn, extra, duplicated } = report.tables[0] as never as Record<
          string,
          number
        >;
        const faults = Number(missing) - unread + Number(torn) + Number(extra) + Number(duplicated);
        const isOfColumn = mutation === 'drop a column';
        expect(isOfColumn ? report.findings.some(({ cause }) => cause === 'column-absent') : faults > 0).toBe(
          true,
        );
        // A key that becomes that of another row makes that one a repetition.
        expect(Number(equal)).toBeGreaterThanOrEqual(right.length - (isKey ? 2 : 1));
      },
    ),
    // A time that becomes later by itself was not compared at all.
    { numRuns: 40, examples: [['departments', 'erase', 0, 4]] },
  );
});

function nameOf(source: string): string {
  return source.slice(source.lastIndexOf('.') + 1);
}
