import { judgedHere } from '../../trial/convicting.ts';
import type { Reproduction, TrialFinding, TrialVerdict, TriedScenario } from '../../trial/verdict.ts';
import { alsoSeenIn } from './present-also-seen.ts';

const LASTING: Readonly<Record<TrialFinding['verdict'], string>> = {
  permanent: 'no later sync mends it',
  transient: 'mended by a later sync',
  'not yet known': 'not yet known whether it lasts',
};

/** It was asked for less than would have gone wrong, and nobody knows how it copes with that. */
const NOTHING_MET = 'it met nothing of what goes wrong';

/** What is wrong, in one line: `tester.user: 7 missing, late-commit; no later sync mends it`. */
export function titleOf({ table, what, cause, verdict }: TrialFinding): string {
  return `${table === undefined ? '' : `${table}: `}${what}, ${cause}; ${LASTING[verdict]}`;
}

/** What is to be done where something known was not found. */
export function vanishedSays(id: string): string {
  return `${id} is known in verify.yaml, and was not found: take it out`;
}

/** A scenario that was tried, and how it is tried again. */
export interface ShownTrial extends TriedScenario {
  readonly reproduce: Reproduction;
}

/** How to see it again: by the smallest scenario that shows a finding, if there is one. */
export function againWith({ reproduce }: ShownTrial, finding?: TrialFinding): string {
  return `again: ${(finding?.reproduce ?? reproduce).command}`;
}

/** What a verdict says in one line; empty where it says nothing. */
export function shortOf(verdict: TrialVerdict): string {
  if (!('findings' in verdict)) return verdict.reason;
  if (verdict.outcome === 'failed to sync') return verdict.failure ?? '';
  const also = alsoSeenIn(verdict);
  return [
    ...(verdict.outcome === 'passed' && !verdict.isMet ? [NOTHING_MET] : []),
    ...judgedHere(verdict).map(({ what, cause, verdict: lasting }) => `${what} (${cause}, ${lasting})`),
    ...(also === '' ? [] : [`also seen: ${also}`]),
  ].join('; ');
}
