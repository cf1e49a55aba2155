import { shownNumber } from '../../trial/scenario.ts';
import type { TrialFinding, TrialVerdict, TriedScenario } from '../../trial/verdict.ts';

type Outcome = TrialVerdict['outcome'];

const OUTCOMES: readonly Outcome[] = [
  'passed',
  'convicted',
  'failed to sync',
  'not concerned',
  'cannot be run',
];
const OUTCOME_WIDTH = Math.max(...OUTCOMES.map((outcome) => outcome.length));
const NAME_WIDTH = 28;
const LASTING: Readonly<Record<TrialFinding['verdict'], string>> = {
  permanent: 'no later sync mends it',
  transient: 'mended by a later sync',
  'not yet known': 'not yet known whether it lasts',
};

/** One line for a scenario that has ended. */
export function trialLine({ scenario, verdict }: TriedScenario): string {
  const line = `${shownNumber(scenario)}  ${scenario.name.padEnd(NAME_WIDTH)}${verdict.outcome.padEnd(OUTCOME_WIDTH)}  ${shortOf(verdict)}`;
  return `${line.trimEnd()}\n`;
}

/** What convicted a connector, then how many scenarios ended in which way. */
export function trialReport(all: readonly TriedScenario[]): string {
  const found = all.flatMap(({ scenario, verdict }) =>
    'findings' in verdict
      ? verdict.findings.map(
          (finding) => `\n${presentFinding(shownNumber(scenario), scenario.name, finding)}`,
        )
      : [],
  );
  const counts = OUTCOMES.map((outcome) => [countOf(all, outcome), outcome] as const);
  const shown = counts.filter(([count]) => count > 0).map(([count, outcome]) => `${count} ${outcome}`);
  return `${found.join('')}\n${all.length} scenarios: ${shown.join(', ')}\n`;
}

/** 1 when one convicts, 3 when none could be tried. */
export function trialExitCode(all: readonly TriedScenario[]): number {
  if (countOf(all, 'convicted') > 0) return 1;
  return all.some(({ verdict }) => 'findings' in verdict) ? 0 : 3;
}

function presentFinding(number: string, name: string, finding: TrialFinding): string {
  const { table, what, cause, verdict, advice, evidence } = finding;
  const where = table === undefined ? '' : `${table}: `;
  const lines = [
    `  ${where}${what}, ${cause}; ${LASTING[verdict]}`,
    ...evidence.map(({ request, asked, note }) => `    #${request}  ${asked}  ${note}`),
    `    ${advice}`,
    `    again: playground test --only ${number}`,
  ];
  return `${number} ${name}\n${lines.join('\n')}\n`;
}

function shortOf(verdict: TrialVerdict): string {
  if (!('findings' in verdict)) return verdict.reason;
  if (verdict.outcome === 'failed to sync') return verdict.failure ?? '';
  return verdict.findings
    .map(({ what, cause, verdict: lasting }) => `${what} (${cause}, ${lasting})`)
    .join('; ');
}

function countOf(all: readonly TriedScenario[], outcome: Outcome): number {
  return all.filter(({ verdict }) => verdict.outcome === outcome).length;
}
