import type { EffectName, Effects } from './effects.ts';

/** With these nothing is answered. */
const NO_ANSWER: readonly EffectName[] = ['hang', 'reset', 'refuse'];
/** With these something else is answered. */
const OTHER_ANSWER: readonly EffectName[] = ['status', 'body', 'html'];
/** With these a database says that something failed. */
const DATABASE_ERROR: readonly EffectName[] = ['sqlstate', 'terminate'];
/** These are about the rows of an answer, or about whether there are some. */
const ROWS: readonly EffectName[] = [
  'empty',
  'short',
  'duplicate',
  'shuffle',
  'ties',
  'stale',
  'cap',
  'next',
  'expire',
];
/** These are about how an answer is sent. */
const SENDING: readonly EffectName[] = ['headers', 'cut', 'gzip', 'length', 'slow'];

/**
 * Two effects that cannot both happen to one answer; undefined where all can.
 *
 * `cut` with `reset` is one: how the connection ends there.
 */
export function exclusiveIn(names: readonly EffectName[]): readonly [EffectName, EffectName] | undefined {
  for (const [index, one] of names.entries()) {
    const other = names.slice(index + 1).find((name) => excludes(one, name, names));
    if (other !== undefined) return [one, other];
  }
  return undefined;
}

/** Whether two faults cannot meet one request together: they say the same thing, or things that exclude each other. */
export function collide(one: Effects, other: Effects): boolean {
  const [ones, others] = [namesIn(one), namesIn(other)];
  if (ones.some((name) => others.includes(name))) return true;
  return exclusiveIn([...ones, ...others]) !== undefined;
}

function excludes(one: EffectName, other: EffectName, all: readonly EffectName[]): boolean {
  return excludesFirst(one, other, all) || excludesFirst(other, one, all);
}

function excludesFirst(one: EffectName, other: EffectName, all: readonly EffectName[]): boolean {
  if (one === 'body' && other === 'html') return true;
  if (DATABASE_ERROR.includes(one))
    return [...DATABASE_ERROR, ...OTHER_ANSWER, ...NO_ANSWER, ...ROWS, ...SENDING].includes(other);
  if (OTHER_ANSWER.includes(one)) return ROWS.includes(other) || NO_ANSWER.includes(other);
  if (one === 'expire') return ROWS.includes(other);
  if (one === 'refuse') return [...NO_ANSWER, ...ROWS, ...SENDING].includes(other);
  if (one === 'hang') return other === 'reset' || [...ROWS, ...SENDING].includes(other);
  if (one === 'reset' && !all.includes('cut')) return [...ROWS, ...SENDING].includes(other);
  return one === 'reset' && (other === 'gzip' || other === 'length');
}

function namesIn(effects: Effects): readonly EffectName[] {
  return Object.keys(effects) as EffectName[];
}
