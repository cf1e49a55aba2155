import type { CaseFile } from '../causes/cause.ts';
import { hasDrifted } from '../causes/has-drifted.ts';
import type { ColumnTally } from '../compare/column-tally.ts';
import type { TableComparison } from '../compare/compare-table.ts';
import { isSameName } from '../mapping/same-name.ts';
import type { ColumnFault, TableMapping } from '../mapping/table-mapping.ts';
import { findingId } from './findings.ts';
import type { ColumnReport, Finding } from './report.ts';

/** What is wrong with whole columns: one finding each, not one for every row. */
export function columnFindings(
  mapping: TableMapping,
  comparison: TableComparison,
  file: CaseFile,
): Finding[] {
  const faulty = comparison.faulty.map((tally) => {
    const { column, fault } = tally.mapped;
    return finding(mapping, 'column', column.name, tally.unequal, faultText(tally), adviceFor(fault));
  });
  const absent = mapping.absent.map((name) =>
    finding(
      mapping,
      'column',
      name,
      comparison.counts.rows,
      `${name}: the destination has no such column`,
      adviceForAbsent(name, mapping),
      hasDrifted(name, file) ? 'drift' : 'column',
    ),
  );
  const losses = comparison.columns.flatMap((tally) =>
    [...tally.losses].map(([loss, { count, example }]) =>
      finding(
        mapping,
        'loss',
        tally.mapped.column.name,
        count,
        `${tally.mapped.column.name}: ${example}`,
        `If that does not matter, list ${tally.mapped.column.name} under lossy in verify.yaml.`,
        `loss-${loss.replaceAll(' ', '-')}`,
      ),
    ),
  );
  return [...faulty, ...absent, ...losses];
}

/** Whether a finding of this kind is about a whole column, not about rows. */
export function isOfColumn(kind: Finding['kind']): boolean {
  return kind === 'column' || kind === 'loss';
}

function finding(
  { table, source }: TableMapping,
  kind: 'column' | 'loss',
  column: string,
  count: number,
  example: string,
  advice: string,
  cause = 'column',
): Finding {
  return {
    id: findingId(table.name, kind, cause, column),
    table: table.name,
    source: source.name,
    kind,
    cause: cause === 'column' ? causeOfColumn(example) : cause,
    verdict: 'permanent',
    count,
    keys: [],
    examples: [example],
    evidence: [],
    advice,
  };
}

/** Of names that a destination makes one, it has one. */
function adviceForAbsent(name: string, { columns, source, key }: TableMapping): string {
  const others = [...columns.map((mapped) => mapped.source), ...key.map(({ column }) => column)];
  const same = others.find((other) => other.name !== name && isSameName(other.name, name));
  const ignore = 'or list it under ignore in verify.yaml.';
  return same === undefined
    ? `Write ${name} of ${source.name}, ${ignore}`
    : `Destinations may make one name of ${name} and ${same.name}: give one of them another in the connector, ${ignore}`;
}

function causeOfColumn(example: string): string {
  return example.endsWith('no such column') ? 'column-absent' : 'column-wrong';
}

export function columnReport(tally: ColumnTally): ColumnReport {
  const { column, source, fault } = tally.mapped;
  const [loss] = tally.losses.values();
  return {
    name: column.name,
    source: source.name,
    truthType: source.type.kind,
    type: column.type ?? null,
    unequal: tally.unequal,
    loss: fault ? faultText(tally) : (loss?.example ?? null),
  };
}

function faultText({ mapped: { column, source, fault } }: ColumnTally): string {
  switch (fault?.kind) {
    case 'other column':
      return `${column.name} holds the values of ${fault.holds}`;
    case 'constant':
      return `${column.name} is ${fault.holds} in every row`;
    case 'null':
      return `${column.name} is NULL in every row`;
    default:
      return `${column.name} never has the value of ${source.name} (it is ${fault?.holds})`;
  }
}

function adviceFor(fault: ColumnFault | undefined): string {
  return fault?.kind === 'other column'
    ? `Do not write ${fault.holds} there.`
    : 'If the connector derives it, list it under ignore in verify.yaml.';
}
