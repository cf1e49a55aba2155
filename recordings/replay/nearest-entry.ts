import { nearest } from '../../core/nearest.ts';
import type { RecordedEntry } from '../read/parse-har.ts';
import type { ReplayRules } from './changing-values.ts';
import { type Difference, differencesOf } from './differences.ts';
import type { ComparedRequest, ReplayedEntry } from './replayed-entry.ts';

/** A recorded exchange that was not asked for, and why not. */
export interface Nearest {
  readonly recorded: RecordedEntry;
  readonly differences: readonly Difference[];
}

/** So many are compared letter by letter: a client must not be able to keep the process busy. */
const MOST_PATHS = 50;
const MOST_ENTRIES = 1_000;

/** The recorded request of a host that is most like one: first by its path, then by its method, then by its values. */
export function nearestTo(
  asked: ComparedRequest,
  entries: readonly ReplayedEntry[],
  rules: ReplayRules,
): Nearest {
  const paths = [...new Set(entries.map(({ path }) => path))];
  const [path] = paths.includes(asked.path)
    ? [asked.path]
    : nearest(asked.path, mostAlike(asked.path, paths), 1);
  const there = entries.filter((entry) => entry.path === path);
  const sameMethod = there.filter(({ method }) => method === asked.method);
  const [best] = (sameMethod.length > 0 ? sameMethod : there)
    .slice(0, MOST_ENTRIES)
    .map((entry) => ({ recorded: entry.recorded, differences: allDifferences(asked, entry, rules) }))
    .sort((one, other) => one.differences.length - other.differences.length);
  return best as Nearest;
}

function allDifferences(asked: ComparedRequest, entry: ReplayedEntry, rules: ReplayRules): Difference[] {
  const where = (place: 'method' | 'path'): Difference[] =>
    asked[place] === entry[place]
      ? []
      : [{ place, name: undefined, asked: asked[place], recorded: entry[place] }];
  const values = differencesOf(asked.parts, entry.parts, entry.recorded.startedAt, rules);
  return [...where('method'), ...where('path'), ...values];
}

/** Those with the longest common beginning. */
function mostAlike(path: string, paths: readonly string[]): string[] {
  return paths
    .map((each) => ({ each, common: commonLength(path, each) }))
    .sort((one, other) => other.common - one.common)
    .slice(0, MOST_PATHS)
    .map(({ each }) => each);
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
