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
import { parseChangesQuery, parseRowsQuery, parseTablesQuery } from './parse-truth-query.ts';

/** Whose truth is told. */
interface Told {
  readonly world: Pick<World, 'tables'>;
  /** ms since 1970: from when on changes are told, unless a client says so. */
  readonly anchor: number;
  /** Until when, and as of when rows are told. */
  readonly clock: Clock;
}

const TRUTH_PATH = '/_playground/truth';

/** What the world holds and what happens in it, whichever source shows it. Each answer is as of one instant. */
export function truthPages({ world, anchor, clock }: Told): readonly ControlPage[] {
  const defaults = () => ({ anchor, now: clock() });
  return [
    {
      method: 'GET',
      path: TRUTH_PATH,
      answer(_subject, asked) {
        const at = parseTablesQuery(asked, defaults());
        return { body: { at: iso(at), tables: world.tables.map((table) => presentTable(table, at)) } };
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
