/** Of what `playground test --json` prints, what the report is made of. */
export interface TestDocument {
  readonly scenarios: readonly TestedScenario[];
}

export interface TestedScenario {
  readonly number: number;
  readonly outcome: string;
  readonly findings?: readonly TestedFinding[];
  /** Whether it met anything of what the scenario plans. */
  readonly isMet?: boolean;
  /** What its last sync said, where that failed. */
  readonly failure?: string;
}

interface TestedFinding {
  readonly cause: string;
  readonly verdict: string;
  readonly what: string;
  /** The scenario that judges it. */
  readonly judgedBy?: string;
}

/** The verdict on what a later sync has mended. */
export const NOT_LASTING = 'transient';

/** Whether a sync took too long, so that nobody knows how it would have ended. */
export function hasTimedOut({ scenarios }: TestDocument): boolean {
  return scenarios.some(({ failure, findings = [] }) =>
    [failure, ...findings.map(({ what }) => what)].some((said) => said?.includes('It had not ended after')),
  );
}
