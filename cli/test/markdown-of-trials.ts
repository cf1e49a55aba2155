import { convicting } from '../../trial/convicting.ts';
import { numberedName, shownNumber } from '../../trial/scenario.ts';
import { worstCard } from '../../trial/worst-card.ts';
import { escapeMarkdown, markdownCard, markdownCode, markdownTable } from '../../verify/report/markdown.ts';
import { alsoSeenLines } from './present-also-seen.ts';
import { againWith, type ShownTrial, shortOf, titleOf, vanishedSays } from './present-finding.ts';
import { countedOutcomes } from './present-trials.ts';

/** All scenarios as Markdown, for the summary of a run at GitHub (`$GITHUB_STEP_SUMMARY`). */
export function markdownOfTrials(all: readonly ShownTrial[]): string {
  const rows = all.map(({ scenario, verdict }) => [
    shownNumber(scenario),
    scenario.name,
    verdict.outcome,
    shortOf(verdict),
  ]);
  const card = worstCard(all);
  return [
    `## ${countedOutcomes(all)}`,
    '',
    ...markdownTable(['', 'scenario', 'outcome', 'what was found'], rows),
    '',
    ...all.flatMap(sectionsOf),
    ...alsoSeenLines(all).flatMap((line) => [`${escapeMarkdown(line)}.`, '']),
    ...all.flatMap(({ vanished }) => vanished.flatMap((id) => [`${vanishedSays(id)}.`, ''])),
    ...(card.length > 0 ? markdownCard(card) : []),
  ].join('\n');
}

function sectionsOf(tried: ShownTrial): readonly string[] {
  const { scenario } = tried;
  return convicting(tried).flatMap((finding) => [
    `### ${numberedName(scenario)}`,
    '',
    `${escapeMarkdown(titleOf(finding))}. ${escapeMarkdown(finding.advice)}`,
    '',
    ...finding.evidence.map(
      ({ request, asked, note }) => `- #${request} ${markdownCode(asked)}: ${escapeMarkdown(note)}`,
    ),
    `- ${againWith(tried, finding)}`,
    '',
  ]);
}
