import { alsoSeen } from '../../trial/convicting.ts';
import { shownNumber } from '../../trial/scenario.ts';
import type { TrialFinding, TrialVerdict, TriedScenario } from '../../trial/verdict.ts';

/** `deletes-unseen (34)`: what was found in a scenario and is judged in another; empty where there is nothing. */
export function alsoSeenIn(verdict: TrialVerdict): string {
  const causes = alsoSeen(verdict).map(({ cause, judgedBy }) => `${cause} (${judgedBy})`);
  return [...new Set(causes)].join(', ');
}

/** A line for each cause: in which scenarios it was found, and in which it is judged. */
export function alsoSeenLines(all: readonly TriedScenario[]): readonly string[] {
  const causes = new Map<string, string[]>();
  for (const { scenario, verdict } of all) {
    for (const cause of new Set(alsoSeen(verdict).map(nameOf))) {
      causes.set(cause, [...(causes.get(cause) ?? []), shownNumber(scenario)]);
    }
  }
  return [...causes].map(([cause, seenIn]) => `${cause}: also seen in ${seenIn.join(', ')}`);
}

function nameOf({ cause, judgedBy }: TrialFinding): string {
  return `${cause}, which ${judgedBy} is about`;
}
