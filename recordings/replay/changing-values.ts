import { MASK } from '../../core/mask-values.ts';
import { wildcard } from '../../core/wildcard.ts';

/** Names whose values are new in every request, in small letters. `*` stands for any text. */
const CHANGING_NAMES: readonly string[] = [
  ...['*signature', 'sig', 'x-amz-*', 'x-goog-*', 'x-ms-date'],
  ...['*nonce', 'timestamp', '*_timestamp', 'ts', 'now', '_', 'cb', 'cachebuster', 'cache_buster'],
  ...['request_id', 'requestid', 'x-request-id', 'correlation_id', 'correlationid', 'trace_id', 'traceid'],
  ...['idempotency_key', 'idempotencykey', 'client_assertion', 'code_challenge'],
];

const MINUTE_MS = 60_000;
const NOW_MS = 5 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d\d:?\d\d))?$/;
const SECONDS = /^\d{10}(?:\.\d{1,6})?$/;
const MILLISECONDS = /^\d{13}$/;

/** Which values of a request need not be those of the recording. */
export interface ReplayRules {
  /** Whether values of this name match whatever they are, or that there are none. */
  readonly isIgnored: (name: string) => boolean;
}

/** @param ignored further names; `*` stands for any text */
export function replayRules(ignored: readonly string[]): ReplayRules {
  const patterns = [...CHANGING_NAMES, ...ignored].map((name) => wildcard(name.toLowerCase(), 1));
  return { isIgnored: (name) => patterns.some((matches) => matches(name.toLowerCase())) };
}

/**
 * Whether a value may stand for a recorded one: it is the same, the recorded one was masked, or was the time of the
 * recording (`until=<now>`) and this one is an instant of the same form.
 */
export function mayStandFor(value: string, recorded: string, recordedAt: number): boolean {
  if (value === recorded || recorded === MASK) return true;
  const form = formOf(recorded);
  if (form === undefined || !form.pattern.test(value)) return false;
  return Math.abs(form.instantOf(recorded) - recordedAt) <= form.most;
}

interface InstantForm {
  readonly pattern: RegExp;
  readonly instantOf: (text: string) => number;
  /** How far from the recording an instant was "now". */
  readonly most: number;
}

/** Without a zone an instant is meant in UTC, as connectors write them. */
const FORMS: readonly InstantForm[] = [
  { pattern: DATE, instantOf: (text) => Date.parse(text) + DAY_MS / 2, most: DAY_MS / 2 + NOW_MS },
  { pattern: TIME, instantOf: timeOf, most: NOW_MS },
  { pattern: SECONDS, instantOf: (text) => Number(text) * 1000, most: NOW_MS },
  { pattern: MILLISECONDS, instantOf: Number, most: NOW_MS },
];

function formOf(text: string): InstantForm | undefined {
  return FORMS.find(({ pattern }) => pattern.test(text));
}

function timeOf(text: string): number {
  const iso = text.replace(' ', 'T').replace(' ', '');
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
}
