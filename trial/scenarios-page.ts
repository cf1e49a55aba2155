import { shownExpected, shownFault, shownNeeds, shownStep, shownWorld, urlOf } from './present-scenario.ts';
import { NEEDS, type Scenario, shownNumber } from './scenario.ts';

const HEAD = `# Scenarios

<!-- Written by \`npm run scenarios\` from the files in scenarios/. Change those. -->

How connectors lose, double and spoil rows: one scenario for each way, with public cases. Each is a file in
[scenarios/](../scenarios), described by [a schema](scenario.schema.json). \`playground scenarios\` lists them, and
\`playground scenarios --explain 16\` explains one.

A scenario has a world of its own. The connector syncs while the plan goes wrong, the plan ends (\`heal\`), and the
connector syncs once more. Whatever is wrong in the destination then stays wrong.

- \`$route\`, \`$query\` and \`$table\` stand for what the connector reads: the route of the API that serves most
  rows, the statements that read the rows of a table of the database (\`FETCH*\` where it reads by a cursor), and that table.
  An entry of the plan whose place is not filled is left out, so a plan has one for each kind of source.
- \`sync killed at\` is a sync that is ended with SIGKILL as soon as it asks for that.
- \`drop slot\` drops the replication slots of the world's database. The journal has it as a statement of the owner.
- A sync that fails loses nothing: a connector that reports an error is not guilty, unless a scenario says so.
`;

/** The text of `docs/scenarios.md`. */
export function scenariosPage(scenarios: readonly Scenario[]): string {
  const rows = scenarios.map(
    (scenario) =>
      `| [${shownNumber(scenario)}](#${anchorOf(scenario)}) | ${scenario.name} | ${scenario.title} | ${scenario.needs.join(', ')} |`,
  );
  const needs = Object.entries(NEEDS).map(([need, what]) => `\`${need}\` (${what})`);
  return [
    HEAD,
    `What a connector must read for a scenario to concern it: ${needs.join(', ')}.\n`,
    '| | name | what happens | concerns |\n|---|---|---|---|',
    `${rows.join('\n')}\n`,
    scenarios.map(section).join('\n'),
  ].join('\n');
}

function section(scenario: Scenario): string {
  const { title, why, plan, steps, cases } = scenario;
  const lines = [
    `- concerns connectors that read ${shownNeeds(scenario)}`,
    `- world: ${shownWorld(scenario)}`,
    plan.length === 0
      ? '- plan: nothing goes wrong'
      : `- plan: ${plan.map((fault) => code(shownFault(fault))).join(', ')}`,
    `- steps: ${steps.map(shownStep).join(', ')}`,
    `- a guilty connector shows: ${shownExpected(scenario)}`,
    ...(cases.length > 0
      ? [`- seen at ${cases.map((issue) => `[${issue}](${urlOf(issue)})`).join(', ')}`]
      : []),
  ];
  return `## ${shownNumber(scenario)} ${title}\n\n${why}\n\n${lines.join('\n')}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** As GitHub makes the anchor of a heading. */
export function anchorOf(scenario: Scenario): string {
  return `${shownNumber(scenario)} ${scenario.title}`
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
