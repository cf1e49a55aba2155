import type { LeafShape } from './shape.ts';
import { isAmount, type KindFound } from './text-kind.ts';
import { wordsOf } from './words-of.ts';

/** What numbers of a kind are from and to, if nothing is said. */
const USUAL = [1, 1000] as const;
const MOST = 1_000_000_000;

const RANGES: readonly (readonly [name: RegExp, range: readonly [number, number]])[] = [
  [/^(?:lat|latitude)$/, [-90, 90]],
  [/^(?:lng|lon|long|longitude)$/, [-180, 180]],
  [/^(?:percent|percentage|pct|score)$/, [0, 100]],
  [/^(?:rate|ratio|probability)$/, [0, 1]],
  [/^year$/, [2000, 2030]],
  [/^age$/, [18, 90]],
];

/** The kind of a field of numbers, within the bounds that it has. */
export function numberKind(name: string, leaf: LeafShape): KindFound {
  const isWhole = leaf.type === 'whole';
  const { least = -MOST, most = MOST } = leaf;
  const isUsual = least <= USUAL[0] && most >= USUAL[1];
  if (isAmount(name) && (isUsual || (isWhole && most >= USUAL[1] * 100 && least <= 100)))
    return { words: isWhole ? 'money cents' : 'money', isByName: true };
  const kind = isWhole ? 'whole' : 'decimal';
  const named = RANGES.find(([pattern]) => pattern.test(wordsOf(name).at(-1) ?? ''))?.[1];
  if (named && named[0] >= least && named[1] <= most)
    return { words: `${kind} ${named[0]}..${named[1]}`, isByName: true };
  if (isUsual) return { words: kind, isByName: false };
  const from = leaf.least ?? Math.min(USUAL[0], most - USUAL[1]);
  const to = Math.min(leaf.most ?? from + USUAL[1], from + MOST);
  return { words: `${kind} ${written(from)}..${written(Math.max(from, to))}`, isByName: false };
}

/** Without an exponent. */
function written(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : number.toFixed(2);
}
