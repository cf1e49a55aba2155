import { expect, it } from '@jest/globals';
import type { TrialVerdict } from '../../../trial/verdict.ts';
import { type Mutant, titled } from '../mutants/mutant.ts';
import { mutants, subjectOf } from '../mutants/mutants.ts';
import { type Cell, causesOf, scenarioNamed, severalAtOnce, tryIn } from './cells.ts';
import { ROW_TIMEOUT_MS } from './hold-row.ts';

/** Three runs with one thread; then pages that are read beside each other, which come in whatever order. */
const RUNS = [1, 1, 1, 4, 16];

/** What must be the same in every run: the outcome, and which causes are how lasting. */
function shown(verdict: TrialVerdict): string {
  if (!('findings' in verdict)) return verdict.outcome;
  const transient = verdict.findings.filter((one) => one.verdict === 'transient').map(({ cause }) => cause);
  return [verdict.outcome, ...causesOf(verdict), '- transient:', ...new Set(transient.sort())].join(' ');
}

// In the scenario of its bug alone: there its faults happen, and there the order of requests could matter.
it.each(titled(mutants(1)))(
  'one that does not cope with %s is convicted alike in three runs, and with 1, 4 and 16 threads',
  async (_title, { scenario, bug }) => {
    const verdicts = await severalAtOnce(RUNS, async (threads) => {
      const same = mutants(threads).find((one) => one.scenario === scenario && one.bug === bug) as Mutant;
      const [cell] = (await tryIn(subjectOf(same), [scenarioNamed(scenario)])) as [Cell];
      return shown(cell.verdict);
    });
    expect(verdicts[0]).toMatch(/^convicted /);
    expect(verdicts).toEqual(RUNS.map(() => verdicts[0]));
  },
  ROW_TIMEOUT_MS,
);
