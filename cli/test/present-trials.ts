import { styleText } from 'node:util';
import { convicting, judgedHere } from '../../trial/convicting.ts';
import { numberedName, shownNumber } from '../../trial/scenario.ts';
import type { TrialFinding, TrialVerdict, TriedScenario } from '../../trial/verdict.ts';
import { worstCard } from '../../trial/worst-card.ts';
import { presentCard } from '../../verify/card/present-card.ts';
import { alsoSeenLines } from './present-also-seen.ts';
import { againWith, type ShownTrial, shortOf, titleOf, vanishedSays } from './present-finding.ts';

type Outcome = TrialVerdict['outcome'];

const OUTCOMES: readonly Outcome[] = [
  'passed',
  'convicted',
  'known',
  'failed to sync',
  'not concerned',
  'cannot be run',
];
const OUTCOME_WIDTH = Math.max(...OUTCOMES.map((outcome) => outcome.length));
const NAME_WIDTH = 28;

/** One line for a scenario that has ended. For somebody who sees it, one that asks for nothing is dim. */
export function trialLine({ scenario, verdict }: TriedScenario, isSeen: boolean): string {
  const number = scenario.number === undefined ? '  ' : shownNumber(scenario);
  const line = `${number}  ${scenario.name.padEnd(NAME_WIDTH)}${verdict.outcome.padEnd(OUTCOME_WIDTH)}  ${shortOf(verdict)}`;
  const isDim = isSeen && convicting({ verdict }).length === 0;
  return `${isDim ? styleText('dim', line.trimEnd(), { validateStream: false }) : line.trimEnd()}\n`;
}

/** The report card, what convicted a connector, then how many scenarios ended in which way. */
export function trialReport(all: readonly ShownTrial[]): string {
  const card = worstCard(all);
  const shownCard = card.length === 0 ? '' : `\n${presentCard(card)}`;
  const found = all.flatMap((tried) =>
    judgedHere(tried.verdict).map((finding) => `\n${presentFinding(tried, finding)}`),
  );
  const vanished = all.flatMap((tried) => tried.vanished.map((id) => `\n${vanishedSays(id)}\n`));
  const also = alsoSeenLines(all).map((line) => `${line}\n`);
  const shownAlso = also.length > 0 ? `\n${also.join('')}` : '';
  return `${shownCard}${found.join('')}${shownAlso}${vanished.join('')}\n${countedOutcomes(all)}\n`;
}

/** `3 scenarios: 2 passed, 1 convicted` */
export function countedOutcomes(all: readonly TriedScenario[]): string {
  const counts = OUTCOMES.map((outcome) => [countOf(all, outcome), outcome] as const);
  const shown = counts.filter(([count]) => count > 0).map(([count, outcome]) => `${count} ${outcome}`);
  return `${all.length} scenarios: ${shown.join(', ')}`;
}

/** 1 when one convicts or something known was not found, 3 when none could be tried. */
export function trialExitCode(all: readonly TriedScenario[]): number {
  if (countOf(all, 'convicted') > 0 || all.some(({ vanished }) => vanished.length > 0)) return 1;
  return all.some(({ verdict }) => 'findings' in verdict) ? 0 : 3;
}

function presentFinding(tried: ShownTrial, finding: TrialFinding): string {
  const { scenario } = tried;
  const lines = [
    `  ${titleOf(finding)}`,
    ...finding.evidence.map(({ request, asked, note }) => `    #${request}  ${asked}  ${note}`),
    `    ${finding.advice}`,
    `    ${againWith(tried, finding)}; ${finding.isKnown ? 'known' : 'id'} ${finding.id}`,
  ];
  return `${numberedName(scenario)}\n${lines.join('\n')}\n`;
}

function countOf(all: readonly TriedScenario[], outcome: Outcome): number {
  return all.filter(({ verdict }) => verdict.outcome === outcome).length;
}
