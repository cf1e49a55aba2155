import type { CardLine, CheckResult } from '../verify/card/card.ts';
import { type Scenario, shownNumber } from './scenario.ts';
import type { TriedScenario } from './verdict.ts';

const WORST_FIRST: readonly CheckResult[] = ['fail', 'warn', 'pass', 'not seen'];

interface Seen {
  readonly scenario: Scenario;
  readonly line: CardLine;
}

/**
 * One report card of all scenarios: of each check the worst result, and the scenarios in which it was seen. The numbers of
 * requests are those of the first of them, whose journal is its own.
 */
export function worstCard(tried: readonly TriedScenario[]): readonly CardLine[] {
  const checks = new Map<string, Seen[]>();
  for (const { scenario, verdict } of tried) {
    for (const line of 'card' in verdict ? verdict.card : []) {
      const seen = checks.get(line.name) ?? [];
      checks.set(line.name, [...seen, { scenario, line }]);
    }
  }
  return [...checks.values()].map(worstOf);
}

function worstOf(seen: readonly Seen[]): CardLine {
  const result = WORST_FIRST.find((one) => seen.some(({ line }) => line.result === one));
  const [first, ...others] = seen.filter(({ line }) => line.result === result) as [Seen, ...Seen[]];
  if (result === 'not seen') return first.line;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { ...first.line, says: `${first.line.says}, in ${shownNumber(first.scenario)}${more}` };
}
