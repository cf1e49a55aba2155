import { parseInstant } from '../../core/parse-instant.ts';
import type { Since } from '../declaration.ts';
import { badParameter } from './errors.ts';
import type { Bounds } from './listing.ts';
import type { Parameters } from './parameters.ts';
import { saidIn } from './said-in.ts';

const SECOND = 1000;
const DAY = 86_400_000;
const DAYS: readonly Since['format'][] = ['date', 'us-date'];
const US_DATE = /^(\d\d)\/(\d\d)\/(\d{4})$/;
const ISO_WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;
const WANTED = {
  iso: 'an instant such as 2026-01-01T00:00:00Z',
  date: 'a day such as 2026-01-01',
  'us-date': 'a day such as 01/31/2026',
  epoch: 'seconds since 1970',
  'epoch-ms': 'milliseconds since 1970',
} as const;

/**
 * Which time a request is about.
 *
 * @throws SourceError 400 for what is no time of that format
 */
export function boundsIn(parameters: Parameters, since: Since | undefined): Bounds {
  if (since === undefined) return {};
  const { until, isStrict, format } = since;
  const from = sinceIn(parameters, since);
  const to = until === undefined ? endIn(parameters, since) : timeIn(parameters, until, format);
  return {
    // Rows have whole seconds: the first after an instant is at the next one.
    ...(from !== undefined && { from: isStrict ? Math.floor(from / SECOND) * SECOND + SECOND : from }),
    // Whoever asks until a day wants that day as well.
    ...(to !== undefined && { until: DAYS.includes(format) ? to + DAY - 1 : to }),
  };
}

/** From when on rows are wanted, as the request says; undefined where all are. @throws as {@link boundsIn} */
export function sinceIn(
  parameters: Parameters,
  since: Pick<Since, 'parameter' | 'format' | 'syntax'> | undefined,
): number | undefined {
  if (since === undefined) return undefined;
  const { parameter, format } = since;
  if (since.syntax === undefined) return timeIn(parameters, parameter, format);
  const said = saidIn(parameters, parameter, since.syntax);
  return said && parsed(parameter, said.time, format);
}

/** The other end, where it is said in the same parameter. */
function endIn(parameters: Parameters, { parameter, syntax, format }: Since): number | undefined {
  const until = syntax && saidIn(parameters, parameter, syntax)?.until;
  return until === undefined ? undefined : parsed(parameter, until, format);
}

function timeIn(parameters: Parameters, name: string, format: Since['format']): number | undefined {
  const text = parameters.text(name);
  return text === undefined ? undefined : parsed(name, text, format);
}

function parsed(name: string, text: string, format: Since['format']): number {
  const time = READERS[format](text);
  if (time === undefined) throw badParameter(name, WANTED[format], text);
  return time;
}

const READERS: Readonly<Record<Since['format'], (text: string) => number | undefined>> = {
  // Most APIs take a time without a zone for one of UTC, as they write it themselves.
  iso: (text) => parseInstant(ISO_WITHOUT_ZONE.test(text) ? `${text}Z` : text),
  date: (text) => parseInstant(text),
  'us-date': (text) => {
    const [, month, day, year] = US_DATE.exec(text) ?? [];
    return year === undefined ? undefined : parseInstant(`${year}-${month}-${day}`);
  },
  epoch: (text) => numberIn(text, SECOND),
  'epoch-ms': (text) => numberIn(text, 1),
};

function numberIn(text: string, unit: number): number | undefined {
  return /^\d{1,13}(\.\d{1,6})?$/.test(text) ? Math.floor(Number(text) * unit) : undefined;
}
