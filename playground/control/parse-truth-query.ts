import { fromAfterTo, notAcceptable, notAnInstant, unknownFormat } from '../../core/control/control-error.ts';
import { refuseOthers, shown, single } from '../../core/control/parse-control-query.ts';
import { parseInstant } from '../../core/parse-instant.ts';
import type { ChangeFormat } from '../../fixtures/files/change-file.ts';
import { FILE_FORMATS, type FileFormat } from '../../fixtures/files/table-file.ts';

/** What a client may leave out. */
interface Defaults {
  /** ms since 1970 */
  readonly anchor: number;
  readonly now: number;
}

interface Asked {
  readonly query: URLSearchParams;
  /** The header of that name; empty without one. */
  readonly accept: string;
}

const ROW_FORMATS = ['ndjson', 'csv', 'parquet'] as const satisfies readonly FileFormat[];
const CHANGE_FORMATS = ['ndjson', 'csv'] as const satisfies readonly ChangeFormat[];

/** @throws ControlError 4xx that names the value and the way out */
export function parseTablesQuery({ query }: Asked, { now }: Defaults): number {
  refuseOthers(query, ['at']);
  return instant(query, 'at') ?? now;
}

/** @throws ControlError 4xx that names the value and the way out */
export function parseRowsQuery(asked: Asked, { now }: Defaults) {
  refuseOthers(asked.query, ['at', 'format']);
  return { at: instant(asked.query, 'at') ?? now, format: formatOf(asked, ROW_FORMATS) };
}

/** @throws ControlError 4xx that names the value and the way out */
export function parseChangesQuery(asked: Asked, { anchor, now }: Defaults) {
  const { query } = asked;
  refuseOthers(query, ['from', 'to', 'format']);
  const until = instant(query, 'to') ?? now;
  const after = instant(query, 'from') ?? Math.min(anchor, until);
  if (after > until) throw fromAfterTo(new Date(after).toISOString(), new Date(until).toISOString());
  return { span: { after, until }, format: formatOf(asked, CHANGE_FORMATS) };
}

function instant(query: URLSearchParams, name: string): number | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  // A plus sign that is not encoded arrives as a space.
  const time = parseInstant(text.replace(/ (?=\d\d:?\d\d$)/, '+'));
  if (time === undefined) throw notAnInstant(name, shown(text));
  return time;
}

function formatOf<Format extends FileFormat>(
  { query, accept }: Asked,
  known: readonly [Format, ...Format[]],
): Format {
  const name = single(query, 'format');
  const asked = known.find((format) => format === name);
  if (name !== undefined && asked === undefined) throw unknownFormat(shown(name), known);
  const format = asked ?? accepted(accept, known);
  if (format === undefined) throw notAcceptable(shown(accept), known);
  return format;
}

/** What an Accept header prefers (RFC 9110, section 12.5.1); the first where it does not say. */
function accepted<Format extends FileFormat>(
  accept: string,
  known: readonly [Format, ...Format[]],
): Format | undefined {
  const ranges = accept
    .split(',')
    .map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter(({ type, weight }) => type !== '' && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  if (accept.trim() === '') return known[0];
  for (const { type } of ranges) {
    const format = known.find((name) => covers(type, FILE_FORMATS[name].contentType));
    if (format !== undefined) return format;
  }
  return undefined;
}

function covers(range: string, contentType: string): boolean {
  const [type = ''] = contentType.split(';');
  return range === '*/*' || range === type || range === `${type.split('/')[0]}/*`;
}
