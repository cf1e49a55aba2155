import { NOT_LASTING, type TestDocument, type TestedScenario } from './test-document.ts';

/** How the examples of a tree have come through the scenarios: what `docs/report.json` keeps. */
export interface Report {
  /** The day on which they were tried: `2026-11-28`. */
  readonly tried: string;
  readonly tree: {
    /** Of GitHub: `owner/name`. */
    readonly repository: string;
    readonly commit: string;
    /** The day of the commit. */
    readonly date: string;
  };
  /** The version of the Connector SDK. */
  readonly sdk: string;
  readonly examples: readonly ReportedExample[];
}

/** An example that was tried, that fails where nothing goes wrong, or that nobody can judge. */
export type ReportedExample = TriedExample | FailingExample | UnjudgedExample;

export interface TriedExample {
  /** Its folder below `examples/` of the tree. */
  readonly path: string;
  /** Numbers of the scenarios that ended so. */
  readonly outcomes: Readonly<Record<string, readonly number[]>>;
  /** What lasts, by cause. */
  readonly findings: readonly ReportedFinding[];
  readonly failures: readonly ReportedFailure[];
}

interface FailingExample {
  readonly path: string;
  /** What it says. */
  readonly failure: string;
}

interface UnjudgedExample {
  readonly path: string;
  /** Why not. */
  readonly unjudged: string;
}

export interface ReportedFinding {
  /** The number of the scenario that convicts. */
  readonly scenario: number;
  readonly cause: string;
  /** `7 missing` */
  readonly what: string;
}

interface ReportedFailure {
  readonly scenarios: readonly number[];
  /** What the last sync said. */
  readonly says: string;
}

/** Met nothing of what the scenario plans. */
const UNMET = 'not met';

/** What the report keeps of what `playground test --json` has printed. */
export function reportedExample(path: string, { scenarios }: TestDocument): TriedExample {
  return {
    path,
    outcomes: grouped(scenarios, outcomeOf),
    findings: scenarios.flatMap(({ number, findings = [] }) =>
      findings
        .filter(({ verdict, judgedBy }) => verdict !== NOT_LASTING && judgedBy === undefined)
        .map(({ cause, what }) => ({ scenario: number, cause, what: shownWhat(what) })),
    ),
    failures: Object.entries(
      grouped(
        scenarios.filter(({ outcome }) => outcome === 'failed to sync'),
        ({ failure = '' }) => shortened(failure),
      ),
    ).map(([says, numbers]) => ({ scenarios: numbers, says })),
  };
}

/** A column that is wrong is counted by its values. */
function shownWhat(what: string): string {
  return shortened(what.replace(/^(\d+) column$/, '$1 values of a column'));
}

function outcomeOf({ outcome, isMet }: TestedScenario): string {
  return outcome === 'passed' && isMet === false ? UNMET : outcome;
}

function grouped(
  scenarios: readonly TestedScenario[],
  by: (scenario: TestedScenario) => string,
): Readonly<Record<string, readonly number[]>> {
  const groups = new Map<string, number[]>();
  for (const scenario of scenarios) {
    const key = by(scenario);
    groups.set(key, [...(groups.get(key) ?? []), scenario.number]);
  }
  return Object.fromEntries(groups);
}

const LONGEST = 160;
/** Different in each run: ports, temporary files, how many bytes had come. */
const OF_THE_RUN: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/(127\.0\.0\.1|localhost):\d+/g, '$1'],
  [/(?:\/[\w.-]+)*\/playground-[\w-]+\//g, '…/'],
  [/(\d+)\.\d+ ms\b/g, '$1 ms'],
  [/\b\d+ bytes\b/g, '… bytes'],
  [/, \d+ more expected/g, ''],
];

/** The first line of what a sync said, the same in every run. */
export function shortened(said: string): string {
  const [line = ''] = said.split('\n');
  const shown = OF_THE_RUN.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), line.trim());
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
