import type { TrialFinding, TrialVerdict } from './verdict.ts';

/** What a later sync did not mend. */
export function lasting(verdict: TrialVerdict): readonly TrialFinding[] {
  return 'findings' in verdict ? verdict.findings.filter((one) => one.verdict !== 'transient') : [];
}

/** What convicts: what lasts, is not known, and is not judged in another scenario. */
export function convicting({ verdict }: { readonly verdict: TrialVerdict }): readonly TrialFinding[] {
  return lasting(verdict).filter((finding) => !finding.isKnown && isJudgedHere(finding));
}

/** What was found and is judged in the scenario itself. */
export function judgedHere(verdict: TrialVerdict): readonly TrialFinding[] {
  return 'findings' in verdict ? verdict.findings.filter(isJudgedHere) : [];
}

/** What was found, and is judged in another scenario. */
export function alsoSeen(verdict: TrialVerdict): readonly TrialFinding[] {
  return 'findings' in verdict ? verdict.findings.filter((finding) => !isJudgedHere(finding)) : [];
}

function isJudgedHere({ judgedBy }: TrialFinding): boolean {
  return judgedBy === undefined;
}

/** A verdict with each of its findings changed, and the outcome that follows from them. */
export function withFindings(
  verdict: TrialVerdict,
  change: (finding: TrialFinding) => TrialFinding,
): TrialVerdict {
  if (!('findings' in verdict)) return verdict;
  const changed = { ...verdict, findings: verdict.findings.map(change) };
  return { ...changed, outcome: outcomeOf(changed) };
}

type WithFindings = Extract<TrialVerdict, { readonly findings: unknown }>;

function outcomeOf(verdict: WithFindings): WithFindings['outcome'] {
  if (verdict.outcome === 'failed to sync') return verdict.outcome;
  if (convicting({ verdict }).length > 0) return 'convicted';
  const isKnown = lasting(verdict).some((one) => one.isKnown && isJudgedHere(one));
  return isKnown ? 'known' : 'passed';
}
