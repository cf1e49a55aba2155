import { findingId } from '../../verify/report/findings.ts';
import type { TrialFinding } from '../verdict.ts';
import type { ConductFile, FindConduct } from './conduct-file.ts';
import { growingState } from './growing-state.ts';
import { overFetch } from './over-fetch.ts';
import { pageThatNeverAdvances } from './page-that-never-advances.ts';
import { retryAfter } from './retry-after.ts';

/** What finds each fault of conduct, by its cause. */
export type ConductRules = Readonly<Record<string, FindConduct>>;

export const CONDUCT: ConductRules = {
  'growing-state': growingState,
  'over-fetch': overFetch,
  'page-that-never-advances': pageThatNeverAdvances,
  'retry-after': retryAfter,
};

/** Of the named causes, those that are about how a connector asks, and that are there. */
export function conductFindings(
  causes: readonly string[],
  file: ConductFile,
  rules: ConductRules = CONDUCT,
): readonly TrialFinding[] {
  return causes.flatMap((cause) => {
    const found = rules[cause]?.(file);
    return found
      ? [
          {
            ...found,
            id: findingId('conduct', cause),
            cause,
            verdict: 'permanent' as const,
            table: undefined,
          },
        ]
      : [];
  });
}
