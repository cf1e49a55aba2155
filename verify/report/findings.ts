import { createHash } from 'node:crypto';
import type { CaseFile, Cause, Evidence, FindCause } from '../causes/cause.ts';
import { causeOf } from '../causes/causes.ts';
import type { Difference, DifferenceKind } from '../compare/difference.ts';
import { exampleOf } from './example.ts';
import { presentInstant } from './present-key.ts';
import type { Finding } from './report.ts';

const MOST_KEYS = 100;
const MOST_EXAMPLES = 3;

interface Group {
  readonly kind: DifferenceKind;
  readonly cause: Cause;
  count: number;
  readonly keys: Readonly<Record<string, unknown>>[];
  readonly examples: string[];
  readonly evidence: Map<number, Evidence>;
}

/** Gathers the differences of one table by their causes. */
export class Findings {
  readonly #file: CaseFile;
  readonly #scenario: string | undefined;
  readonly #causes: readonly FindCause[] | undefined;
  readonly #groups = new Map<string, Group>();

  /**
   * @param scenario in which the destination was filled, if it was in one
   * @param causes that are looked for; all if left out
   */
  constructor(file: CaseFile, scenario?: string, causes?: readonly FindCause[]) {
    this.#file = file;
    this.#scenario = scenario;
    this.#causes = causes;
  }

  add(difference: Difference): void {
    const cause = causeOf(difference, this.#file, this.#causes);
    const { kind } = difference;
    // The same cause may have another verdict for other rows.
    const name = `${kind} ${cause.name} ${cause.verdict} ${cause.advice}`;
    const group = this.#groups.get(name) ?? newGroup(kind, cause);
    this.#groups.set(name, group);
    group.count += 1;
    if (group.keys.length < MOST_KEYS) group.keys.push(difference.key);
    if (group.examples.length >= MOST_EXAMPLES) return;
    group.examples.push(exampleOf(difference, this.#file.mapping));
    for (const evidence of cause.evidence) group.evidence.set(evidence.request, evidence);
  }

  end(): Finding[] {
    const { table, source } = this.#file.mapping;
    return [...this.#groups.values()]
      .sort((one, other) => other.count - one.count)
      .map(({ kind, cause, count, keys, examples, evidence }) => ({
        id: findingId(table.name, kind, cause.name, ...(this.#scenario ? [this.#scenario] : [])),
        table: table.name,
        source: source.name,
        kind,
        cause: cause.name,
        verdict: cause.verdict,
        count,
        keys,
        examples,
        evidence: [...evidence.values()].map(({ at, ...rest }) => ({ ...rest, at: presentInstant(at) })),
        advice: cause.advice,
      }));
  }
}

function newGroup(kind: DifferenceKind, cause: Cause): Group {
  return { kind, cause, count: 0, keys: [], examples: [], evidence: new Map() };
}

/** The same in every run, so that what is known can be told from what is new. */
export function findingId(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 8);
}
