import type { LivingRow, LivingTable } from '../../fixtures/living-table.ts';
import type { Value } from '../../fixtures/table.ts';
import type { Resource } from '../declaration.ts';
import { tooManyRows } from './errors.ts';
import type { Parameters } from './parameters.ts';

/** More rows than these take long to look through. */
const MOST = 50_000;

/** What is to be filtered. */
interface Unfiltered {
  readonly parameters: Parameters;
  readonly at: number;
  /** The rows that a request is about; undefined where it is about all. */
  readonly some: readonly LivingRow[] | undefined;
}

/**
 * The rows that have what the filters of a request say; undefined for all.
 *
 * @throws SourceError 400 where there are too many rows
 */
export function filtered(
  table: LivingTable,
  { name, filters }: Resource,
  { parameters, at, some }: Unfiltered,
): readonly LivingRow[] | undefined {
  const asked = Object.entries(filters).flatMap(([parameter, column]) => {
    const text = parameters.text(parameter);
    return text === undefined ? [] : [{ column, text, parameter }];
  });
  const [first] = asked;
  if (first === undefined) return some;
  const view = table.seenAt(at);
  if (some === undefined && view.size > MOST) throw tooManyRows(name, first.parameter, MOST);
  return (some ?? view.rows(0, view.size)).filter(({ values }) =>
    asked.every(({ column, text }) => isSame(values[column] ?? null, text)),
  );
}

function isSame(value: Value, text: string): boolean {
  return value !== null && String(value) === text;
}
