import { expect, it } from '@jest/globals';
import type { FindCause } from '../../../verify/causes/cause.ts';
import { CAUSES } from '../../../verify/causes/causes.ts';
import { loginExpires } from '../../../verify/causes/rules/login-expires.ts';
import { neverAsked } from '../../../verify/causes/rules/never-asked.ts';
import { objects } from '../../../verify/causes/rules/objects.ts';
import { snapshotThenStream } from '../../../verify/causes/rules/snapshot-then-stream.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutants, subjectOf } from '../mutants/mutants.ts';
import { type Cell, scenarioNamed, tryIn, wrongIn } from './cells.ts';
import { ROW_TIMEOUT_MS } from './hold-row.ts';

/** A connector in a scenario, with some of the rules. */
type TryWith = (causes: readonly FindCause[]) => Promise<string | undefined>;

/**
 * Rules that no cell misses yet. No route behind a login has pages, so rows are not lost with one of them; connectors that follow a log or read objects
 * are none of the API.
 */
const NOT_MISSED: readonly FindCause[] = [loginExpires, snapshotThenStream, objects];
/** Rules that decide nothing in the scenario of any bug, with a cell in which they do. */
const ELSEWHERE: readonly (readonly [rule: FindCause, mutant: string, scenario: string])[] = [
  [neverAsked, 'login-expires', 'drift'],
];

function trying(mutant: Mutant, scenario: string): TryWith {
  return async (causes) => {
    const [cell] = (await tryIn(subjectOf(mutant), [scenarioNamed(scenario)], { causes })) as [Cell];
    return wrongIn(mutant, cell);
  };
}

/** In which cells each rule was the one that fitted, of the connectors in the scenarios of their bugs. */
async function decidingCells(): Promise<ReadonlyMap<FindCause, readonly TryWith[]>> {
  const found = new Map<FindCause, TryWith[]>();
  for (const mutant of mutants(1)) {
    const cell = trying(mutant, mutant.scenario);
    const decided = new Set<FindCause>();
    const noting = CAUSES.map((rule): FindCause => {
      return (difference, file) => {
        const cause = rule(difference, file);
        if (cause) decided.add(rule);
        return cause;
      };
    });
    expect(await cell(noting)).toBeUndefined();
    for (const rule of decided) found.set(rule, [...(found.get(rule) ?? []), cell]);
  }
  for (const [rule, mutant, scenario] of ELSEWHERE) {
    const one = mutants(1).find((other) => other.scenario === mutant) as Mutant;
    found.set(rule, [trying(one, scenario)]);
  }
  return found;
}

it(
  'each rule is missed by a cell when it is switched off',
  async () => {
    const cells = await decidingCells();
    const unnoticed: FindCause[] = [];
    for (const rule of CAUSES) {
      const rest = CAUSES.filter((other) => other !== rule);
      let isMissed = false;
      for (const tryWith of cells.get(rule) ?? []) isMissed ||= (await tryWith(rest)) !== undefined;
      if (!isMissed) unnoticed.push(rule);
    }
    expect(unnoticed).toEqual(NOT_MISSED);
  },
  2 * ROW_TIMEOUT_MS,
);
