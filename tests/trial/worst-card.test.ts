import { expect, it } from '@jest/globals';
import { readScenarios } from '../../trial/read-scenarios.ts';
import type { TriedScenario } from '../../trial/verdict.ts';
import { worstCard } from '../../trial/worst-card.ts';
import type { CheckResult } from '../../verify/card/card.ts';

const scenarios = await readScenarios('scenarios');

/** The scenarios from the first on, with this result of one check in each; undefined: it was not tried. */
function tried(...results: readonly (CheckResult | undefined)[]): readonly TriedScenario[] {
  return results.map((result, index) => {
    const scenario = scenarios[index] as TriedScenario['scenario'];
    if (result === undefined)
      return { scenario, verdict: { outcome: 'not concerned', reason: 'It is not.' }, vanished: [] };
    const card = [
      { family: 'completeness', name: 'asks-again', result, says: `is ${result}`, requests: [index] },
    ] as const;
    return {
      scenario,
      verdict: { outcome: 'passed', findings: [], isMet: true, failure: undefined, card },
      vanished: [],
    };
  });
}

it.each<[string, readonly (CheckResult | undefined)[], unknown]>([
  ['the only one', ['pass'], ['pass', 'is pass, in 01', [0]]],
  ['the worst', ['pass', 'fail', 'warn'], ['fail', 'is fail, in 02', [1]]],
  [
    'the first of the worst',
    ['pass', 'warn', undefined, 'warn', 'warn'],
    ['warn', 'is warn, in 02 and 2 more', [1]],
  ],
  ['what was seen at all', ['not seen', 'pass'], ['pass', 'is pass, in 02', [1]]],
  ['what was seen nowhere', ['not seen', 'not seen'], ['not seen', 'is not seen', [0]]],
])('shows of each check %s', (_what, results, expected) => {
  const [line, ...others] = worstCard(tried(...results));
  expect(others).toEqual([]);
  expect([line?.result, line?.says, line?.requests]).toEqual(expected);
});

it('has no line where nothing was tried', () => {
  expect(worstCard(tried(undefined, undefined))).toEqual([]);
});
