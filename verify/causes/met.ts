import { BoundedMap } from '../../core/bounded-map.ts';
import type { EffectName } from '../../core/faults/effects.ts';
import type { Asked } from './asked.ts';

/** Every effect, so that a text of one is not taken for another. */
const NAMES: Readonly<Record<EffectName, true>> = {
  status: true,
  headers: true,
  body: true,
  html: true,
  empty: true,
  short: true,
  duplicate: true,
  shuffle: true,
  ties: true,
  stale: true,
  cap: true,
  next: true,
  expire: true,
  cut: true,
  gzip: true,
  length: true,
  reset: true,
  hang: true,
  slow: true,
  latency: true,
  clock: true,
  kill: true,
  message: true,
  sqlstate: true,
  terminate: true,
  refuse: true,
};
const EFFECT = new RegExp(`(?:^|, )(after )?(${Object.keys(NAMES).join('|')})(?:: |(?=, |$))`, 'y');
/** Headers are JSON, in which a name of an effect may be. */
const JSON_VALUE = /\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\}/y;
const PLAIN_VALUE = /[^,]*/y;
/** A body or a message is whatever somebody wrote, and what follows it cannot be told from it. */
const REST = /.*/sy;

/** What of the fault plan happened to a request: effects by name, each with its value as text (`true` where it has none). */
export type Met = Partial<Readonly<Record<EffectName, string>>>;

/** What the client met, as the journal has it: `2: status: 500, after clock: 5000`. What happened after the answer is left out. */
export function metBy(asked: Pick<Asked, 'fault'>): Met {
  return readMet(asked.fault).before;
}

/** What happened when the answer had been sent. */
export function metAfter(asked: Pick<Asked, 'fault'>): Met {
  return readMet(asked.fault).after;
}

/** What happened before an answer was sent, and after it. */
interface BothMet {
  readonly before: Met;
  readonly after: Met;
}

const NOTHING: BothMet = { before: {}, after: {} };
/** A plan writes the same texts again and again. */
const MOST_TEXTS = 1024;
const known = new BoundedMap<string, BothMet>(MOST_TEXTS);

function readMet(fault: string | null | undefined): BothMet {
  if (fault == null) return NOTHING;
  const met = known.get(fault) ?? parseMet(fault);
  known.set(fault, met);
  return met;
}

function parseMet(fault: string): BothMet {
  const text = fault.replace(/^[\d, ]+: /, '');
  const met = { before: {} as Record<string, string>, after: {} as Record<string, string> };
  let isAfter = false;
  let place = 0;
  for (;;) {
    const [whole, after, name] = matchAt(EFFECT, text, place) ?? [];
    if (whole === undefined || name === undefined) return met;
    isAfter ||= after !== undefined;
    place += whole.length;
    const value = matchAt(valuePattern(name), text, place)?.[0] ?? '';
    place += value.length;
    (isAfter ? met.after : met.before)[name] = value === '' ? 'true' : value;
  }
}

function valuePattern(name: string): RegExp {
  if (name === 'body' || name === 'message') return REST;
  return name === 'headers' ? JSON_VALUE : PLAIN_VALUE;
}

function matchAt(pattern: RegExp, text: string, place: number): RegExpExecArray | null {
  pattern.lastIndex = place;
  return pattern.exec(text);
}

/** The instant that an answer shows (ms since 1970): the fault plan can move the clock before it, and answer as of earlier. */
export function shownAt(asked: Pick<Asked, 'at' | 'fault'>): number {
  return answeredAt(asked) - Number(metBy(asked).stale ?? '0');
}

/** When it was answered, whatever the answer shows. */
export function answeredAt(asked: Pick<Asked, 'at' | 'fault'>): number {
  return asked.at + Number(metBy(asked).clock ?? '0');
}
