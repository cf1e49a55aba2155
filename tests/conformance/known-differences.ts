import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Difference } from './compare.ts';
import type { Observation } from './observation.ts';

const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/conformance.md');

/** A deliberate difference: a row of the table in `docs/conformance.md`. */
export interface KnownDifference {
  readonly id: string;
  covers(name: string, difference: Difference, ours: Observation, original: Observation): boolean;
}

/** Reads the table: its rows are those that begin with an id in a code span. */
export async function readKnownDifferences(): Promise<readonly KnownDifference[]> {
  const lines = (await readFile(DOCUMENT, 'utf8')).split('\n');
  return lines.filter((line) => line.startsWith('| `')).map(parseRow);
}

/** Reads `| id | requests | differs in | ours | original | why |`. */
export function parseRow(row: string): KnownDifference {
  const [id = [], requests = [], aspects = [], ours = [], original = []] = row.split('|').slice(1).map(spans);
  const names = requests.map(pattern);
  return {
    id: id.join(),
    covers: (name, { aspect }, oursObserved, originalObserved) =>
      names.some((expected) => expected.test(name)) &&
      aspects.includes(aspect) &&
      ours.every((claim) => holds(claim, oursObserved)) &&
      original.every((claim) => holds(claim, originalObserved)),
  };
}

/** A claim is `aspect: value`, where the value may hold stars. */
function holds(claim: string, observed: Observation): boolean {
  const [, aspect = '', value = ''] = /^(\w+): (.*)$/.exec(claim) ?? [];
  return pattern(value).test(observed[aspect] ?? 'none');
}

function spans(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text as string);
}

/** A star stands for any text, everything else for itself. */
function pattern(text: string): RegExp {
  const literal = text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*')}$`, 's');
}
