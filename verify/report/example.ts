import type { Difference } from '../compare/difference.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import { presentValue } from '../values/present-value.ts';
import { presentInstant, presentKey } from './present-key.ts';

const MOST_COLUMNS = 3;

/** One row of a finding as a sentence. */
export function exampleOf(difference: Difference, mapping: TableMapping): string {
  const row = `${mapping.source.name} ${presentKey(difference.key)}`;
  switch (difference.kind) {
    case 'missing':
      return `${row} ${difference.isMarkedDeleted ? 'is marked as deleted' : 'is not there'}`;
    case 'duplicated':
      return `${row} is there again`;
    case 'stale':
      return stale(row, difference);
    case 'extra':
      return difference.deletedAt === undefined
        ? `${row} is there, and the source has never had it`
        : `${row} was deleted at ${presentInstant(difference.deletedAt)}; the destination has it as live`;
    case 'torn':
      return `${row}: ${wrongValues(difference, mapping)}`;
  }
}

function stale(row: string, { stale, truth }: Difference): string {
  if (!stale) return row;
  const now = truth ? `; now it is version ${truth.version}` : '';
  return `${row} is as it was until ${presentInstant(stale.until)} (version ${stale.version}${now})`;
}

function wrongValues(
  { columns = [], found = {}, truth }: Difference,
  { columns: mapped }: TableMapping,
): string {
  const pairs = columns.slice(0, MOST_COLUMNS).map((name) => {
    const source = mapped.find(({ column }) => column.name === name)?.source.name ?? name;
    const is = `${name} is ${presentValue(found[name])}`;
    return truth ? `${is}, not ${presentValue(truth.values[source])}` : is;
  });
  const more = columns.length - pairs.length;
  return `${pairs.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
