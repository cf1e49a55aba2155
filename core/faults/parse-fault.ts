import { PlaygroundError } from '../playground-error.ts';
import { type EffectName, type Effects, type LateEffects, MOST_HELD } from './effects.ts';
import { exclusiveIn } from './exclusive.ts';
import type { Fault, Occurrence } from './fault.ts';
import {
  body,
  bytes,
  duration,
  headers,
  mapOf,
  oneOf,
  pattern,
  patterns,
  type Reader,
  type Readers,
  sqlstate,
  text,
  whole,
  wrong,
  yes,
} from './written.ts';

const ordinal = whole(1, 1_000_000_000, 'a whole number');

const occurrence: Readers<Occurrence> = {
  service: pattern,
  route: pattern,
  method: pattern,
  host: pattern,
  path: pattern,
  query: patterns,
  since: pattern,
  page: ordinal,
  tcp: pattern,
  bytes: bytes(1),
  sql: pattern,
  object: pattern,
  nth: ordinal,
  from: ordinal,
  every: ordinal,
  request: ordinal,
};

const effects: Readers<Effects> = {
  status: whole(200, 599, 'a status of HTTP'),
  headers,
  body,
  html: yes,
  sqlstate,
  message: text,
  terminate: oneOf('backend', 'session'),
  empty: yes,
  short: whole(0, 1_000_000, 'a number of rows'),
  duplicate: yes,
  shuffle: yes,
  ties: oneOf('shuffled'),
  stale: duration,
  cap: whole(0, 1_000_000_000, 'a number of rows'),
  next: oneOf('same', 'none', 'other-host'),
  expire: oneOf('token', 'scroll'),
  cut: (value, where) => {
    if (value === 'half' || value === 'row') return value;
    // The word alone: there, with nothing after it.
    return value === true ? 0 : bytes(0, MOST_HELD)(value, where);
  },
  gzip: oneOf('broken'),
  length: oneOf('wrong', 'none'),
  reset: yes,
  refuse: yes,
  hang: yes,
  slow: bytes(1),
  latency: duration,
  clock: duration,
  kill: yes,
};

/** What toxiproxy and MockServer call it. */
const FOREIGN: Readonly<Record<string, EffectName>> = {
  reset_peer: 'reset',
  timeout: 'hang',
  bandwidth: 'slow',
  limit_data: 'cut',
  errorStatus: 'status',
};

const effectsIn = mapOf<Effects>(effects, FOREIGN);
const lateEffects = mapOf<LateEffects>({ clock: effects.clock, kill: effects.kill });

/** `do: reset` is short for `do: { reset: true }`. */
function orWord<Shape extends object>(read: Reader<Shape>): Reader<Shape> {
  return (value, where) => {
    const found = read(typeof value === 'string' ? { [value]: true } : value, where);
    if (Object.keys(found).length > 0) return found;
    throw wrong(where, 'at least one effect', value);
  };
}

const now: Reader<Effects> = (value, where) => {
  const read = orWord(effectsIn)(value, where);
  const exclusive = exclusiveIn(Object.keys(read) as EffectName[]);
  if (exclusive)
    throw wrong(where, `either '${exclusive[0]}' or '${exclusive[1]}', which exclude each other`, value);
  if (read.message !== undefined && read.sqlstate === undefined)
    throw wrong(where, "'message' together with 'sqlstate'", value);
  return read;
};

const occurrenceIn = mapOf<Occurrence>(occurrence);

const on: Reader<Occurrence> = (value, where) => {
  const read = occurrenceIn(value, where);
  if (Object.keys(read).length === 0) throw wrong(where, 'at least one condition', value);
  if (read.bytes !== undefined && read.tcp === undefined)
    throw wrong(where, "'bytes' together with 'tcp'", value);
  return read;
};

const entry = mapOf<Fault>({
  on,
  do: now,
  after: orWord(lateEffects),
  times: (value, where) => (value === 'always' ? value : ordinal(value, where)),
});

/**
 * Reads an entry of a fault plan, as YAML or JSON has it.
 *
 * @param where what it is called in errors: `plan[2]`
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the place, the value and what may stand there
 */
export function parseFault(value: unknown, where: string): Fault {
  const fault = entry(value, where);
  if (fault.on === undefined) throw missing(where, 'on', 'when it happens');
  if (fault.do === undefined && fault.after === undefined) throw missing(where, 'do', 'what happens');
  return fault;
}

/** Reads one or a list of them. */
export function parseFaults(value: unknown, where: string): readonly Fault[] {
  if (!Array.isArray(value)) return [parseFault(value, where)];
  return value.map((part, index) => parseFault(part, `${where}[${index}]`));
}

function missing(where: string, property: string, what: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `${where} must say '${property}': ${what}.`);
}
