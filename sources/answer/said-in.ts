import { badParameter } from './errors.ts';
import type { Parameters } from './parameters.ts';

/** What a filter says of time, as it is written. */
export interface SaidTime {
  readonly time: string;
  readonly until?: string | undefined;
}

/**
 * What a parameter says that has a syntax, such as `modified ge {time}`; undefined of one that is not given.
 *
 * @throws SourceError 400 for one of another form
 */
export function saidIn(
  parameters: Parameters,
  name: string,
  syntax: readonly string[],
): SaidTime | undefined {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  for (const one of syntax) {
    const { groups } = patternOf(one).exec(text) ?? {};
    if (groups) return { time: groups['time'] ?? '', until: groups['until'] };
  }
  throw badParameter(name, `of the form ${syntax.map((one) => `'${one}'`).join(' or ')}`, text);
}

/** As many as source files have. */
const patterns = new Map<string, RegExp>();

/** Blanks can be of any length; a time is what has none of them, nor quotes or brackets. */
function patternOf(syntax: string): RegExp {
  const known = patterns.get(syntax);
  if (known) return known;
  const literal = syntax
    .trim()
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
    .replace(/\{(time|until)\}/g, '(?<$1>[^\\s\'"()]+)');
  const pattern = new RegExp(`^\\s*${literal}\\s*$`, 'i');
  patterns.set(syntax, pattern);
  return pattern;
}
