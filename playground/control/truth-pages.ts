import type { Clock } from '../../core/clock.ts';
import { unknownTable } from '../../core/control/control-error.ts';
import type { ControlAnswer, ControlPage } from '../../core/control/control-page.ts';
import { shown } from '../../core/control/parse-control-query.ts';
import { nearest } from '../../core/nearest.ts';
import { changeFile } from '../../fixtures/files/change-file.ts';
import { FILE_FORMATS, tableFile } from '../../fixtures/files/table-file.ts';
import type { Column, ColumnType } from '../../fixtures/table.ts';
import type { World } from '../../fixtures/world.ts';
import type { WorldTable } from '../../fixtures/world-table.ts';
import { type Truth, truthOf } from '../truth.ts';
import { parseChangesQuery, parseRowsQuery, parseTablesQuery } from './parse-truth-query.ts';

/** Whose truth is told. */
interface Told {
  readonly world: Pick<World, 'tables'>;
  /** What determines it. Changes are told from its anchor on, unless a client says otherwise. */
  readonly truth: () => Truth;
  /** Until when, and as of when rows are told. */
  readonly clock: Clock;
}

const TRUTH_PATH = '/_playground/truth';

/** What the world holds and what happens in it, whichever source shows it. Each answer is as of one instant. */
export function truthPages({ world, truth, clock }: Told): readonly ControlPage[] {
  const defaults = () => ({ anchor: truth().anchor, now: clock() });
  return [
    {
      method: 'GET',
      path: TRUTH_PATH,
      answer(_subject, asked) {
        const at = parseTablesQuery(asked, defaults());
        const tables = world.tables.map((table) => presentTable(table, at));
        const told = truth();
        const { declared } = told;
        return { body: { at: iso(at), world: presentTruth(told), declared, tables } };
      },
    },
    {
      method: 'GET',
      path: `${TRUTH_PATH}/{table}`,
      answer(_subject, asked) {
        const table = tableOf(world, asked.parts['table'] ?? '');
        const { at, format } = parseRowsQuery(asked, defaults());
        return file(FILE_FORMATS[format].contentType, tableFile(table, at, format), {
          'X-Playground-At': iso(at),
        });
      },
    },
    {
      method: 'GET',
      path: `${TRUTH_PATH}/{table}/changes`,
      answer(_subject, asked) {
        const table = tableOf(world, asked.parts['table'] ?? '');
        const { span, format } = parseChangesQuery(asked, defaults());
        return file(FILE_FORMATS[format].contentType, changeFile(table, span, format), {
          'X-Playground-From': iso(span.after),
          'X-Playground-To': iso(span.until),
        });
      },
    },
  ];
}

function file(
  type: string,
  pieces: NonNullable<ControlAnswer['pieces']>,
  headers: Readonly<Record<string, string>>,
): ControlAnswer {
  return { type, headers, pieces };
}

/** As `POST /_playground/worlds` takes it for a world with the same rows. */
function presentTruth(truth: Truth) {
  const { seed, records, anchor, world, postgresRows, s3Files } = truthOf(truth);
  return {
    ...{ preset: world, seed, records, anchor: iso(anchor) },
    ...{ postgres_rows: postgresRows, s3_files: s3Files },
  };
}

function presentTable(table: WorldTable, at: number) {
  return {
    name: table.name,
    key: table.key,
    rows: table.seenAt(at).size,
    columns: table.columnsAt(at).map(presentColumn),
  };
}

function presentColumn({ name, type, isNullable = false, references }: Column) {
  return { name, ...presentType(type), nullable: isNullable, ...(references && { references }) };
}

function presentType(type: ColumnType) {
  if (type.kind === 'timestamp') return { type: type.kind, with_zone: type.hasZone };
  const { kind, ...details } = type;
  return { type: kind, ...details };
}

function tableOf({ tables }: Told['world'], name: string): WorldTable {
  const table = tables.find((candidate) => candidate.name === name);
  if (table) return table;
  throw unknownTable(
    shown(name),
    nearest(
      name,
      tables.map((known) => known.name),
    ),
    TRUTH_PATH,
  );
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
