import type { Scenario } from '../scenario.ts';
import { anchorOf } from '../scenarios-page.ts';
import type { Report, ReportedExample, ReportedFinding, TriedExample } from './reported.ts';

/** The text of `docs/report.md`. */
export function reportPage(report: Report, scenarios: readonly Scenario[]): string {
  const byPath = report.examples.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const tried = byPath.filter((one) => 'outcomes' in one);
  const failing = byPath.filter((one) => 'failure' in one);
  const unjudged = byPath.filter((one) => 'unjudged' in one);
  const url = urlIn(report);
  const text = [
    headOf(report),
    table(tried, url),
    ...list('## Fails by itself', failing, (one) => `[${one.path}](${url(one)}): \`${one.failure}\``),
    ...list('## Not judged', unjudged, (one) => `[${one.path}](${url(one)}): ${one.unjudged}`),
    '## What was lost, by cause',
    'The same loss may be found in several scenarios; it is shown for the first of an example. Of rows: *missing* in the destination, *stale* there, *extra* there (the source has deleted them), *duplicated* there.',
    byCause(tried, scenarios),
    ...syncsThatFail(tried),
  ].join('\n\n');
  return `${text}\n\n${whereLinksLead(text, scenarios)}\n`;
}

type UrlOf = (example: ReportedExample) => string;

function headOf({ tried, tree, sdk, examples }: Report): string {
  return `# The public examples in the scenarios

<!-- Written by \`npm run report\`. -->

Each of Fivetran's [public examples](examples.md) that reads the API, the database or the object store was tried, unmodified, by
[\`playground test\`](test.md) in each of the [scenarios](scenarios.md). An example shows one technique and is kept short; what is
found here is what a connector that starts from it has to add before it reads a real source.

- tried: ${tried}, ${examples.length} examples
- examples: [${tree.repository}](https://github.com/${tree.repository}), ${tree.commit} of ${tree.date}
- Connector SDK: ${sdk}

All of it again, or one cell of it, where \`TREE\` is a clone of the examples and \`VENV\` a Python environment with the SDK and
what the examples import:

\`\`\`sh
npm run report -- TREE VENV
playground test TREE/examples/common_patterns/pagination/keyset --venv VENV --only 06
\`\`\`

- **passed**: it met what goes wrong there, and at the end nothing was missing, stale, extra or duplicated.
- **convicted**: a last sync in which nothing went wrong ended well and rows are wrong all the same, so no later sync mends it; or
  the connector asked as the scenario says that one must not.
- **also seen**, as the command says it: found in a scenario that is about something else. It counts in the scenario that is about it, and not here.
- **failed**: the last sync ended with an error. It says that it has not read everything, so nothing is lost without a word.
- **not concerned**: it does not read what the scenario is about, or met nothing of what goes wrong there, or the scenario cannot be
  run for what it reads.
- **fails by itself**: it fails where nothing goes wrong, as it was published, so it was tried in no scenario.
- **not judged**: the rows that it writes cannot be compared with those of the source, or it could not be tried.`;
}

function table(tried: readonly TriedExample[], url: UrlOf): string {
  const rows = tried.map((example) => {
    const { path, outcomes } = example;
    const of = (outcome: string): readonly number[] => outcomes[outcome] ?? [];
    const linked = (outcome: string): string => of(outcome).map(link).join(', ');
    const rest = of('not concerned').length + of('not met').length + of('cannot be run').length;
    return `| [${path}](${url(example)}) | ${of('passed').length} | ${linked('convicted')} | ${linked('failed to sync')} | ${rest} |`;
  });
  return [
    '| example | passed | convicted in | failed in | not concerned |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** A section with a line for each; none where there is nothing. */
function list<Item>(title: string, items: readonly Item[], line: (item: Item) => string): readonly string[] {
  return items.length === 0 ? [] : [title, items.map((item) => `- ${line(item)}`).join('\n')];
}

/** In the order of the scenarios; what no scenario is about comes last. */
function byCause(tried: readonly TriedExample[], scenarios: readonly Scenario[]): string {
  const found = tried.flatMap((example) => example.findings.map((finding) => ({ example, finding })));
  const numberOf = (cause: string): number =>
    scenarios.find(({ expect }) => expect.causes.includes(cause))?.number ?? Number.POSITIVE_INFINITY;
  const causes = [...new Set(found.map(({ finding }) => finding.cause))].sort(
    (one, other) => numberOf(one) - numberOf(other) || (one < other ? -1 : 1),
  );
  return causes
    .map((cause) => {
      const scenario = scenarios.find(({ expect }) => expect.causes.includes(cause));
      const title = scenario
        ? `${scenario.title} (${link(scenario.number as number)}).`
        : 'No scenario is about it.';
      const lines = tried
        .map(({ path, findings }) => ({ path, those: findings.filter((one) => one.cause === cause) }))
        .filter(({ those }) => those.length > 0)
        .map(({ path, those }) => `- ${path}: ${lostIn(those)}`);
      return `### ${cause}\n\n${title} [What it is, and what to do](causes.md).\n\n${lines.join('\n')}`;
    })
    .join('\n\n');
}

/** What was lost in the first scenario, and in which others something was. */
function lostIn(findings: readonly ReportedFinding[]): string {
  const [first, ...others] = [...new Set(findings.map(({ scenario }) => scenario))];
  const lost = findings.filter(({ scenario }) => scenario === first).map(({ what }) => what);
  const also = others.length > 0 ? `, and in ${others.map(link).join(', ')}` : '';
  return `${[...new Set(lost)].join(', ')} in ${link(first as number)}${also}`;
}

function syncsThatFail(tried: readonly TriedExample[]): readonly string[] {
  const failures = tried.flatMap(({ path, failures }) => failures.map((failure) => ({ path, ...failure })));
  return list(
    '## What failed syncs say',
    failures,
    ({ path, scenarios, says }) => `${path}, in ${scenarios.map(link).join(', ')}: \`${says}\``,
  );
}

/** A scenario, which is a link by what {@link whereLinksLead} says at the end of the page. */
function link(scenario: number): string {
  return `[${String(scenario).padStart(2, '0')}]`;
}

function whereLinksLead(text: string, scenarios: readonly Scenario[]): string {
  const numbers = [...text.matchAll(/\[(\d+)\](?!\()/g)].map(([, number]) => Number(number));
  const lines = [...new Set(numbers)]
    .sort((one, other) => one - other)
    .map((number) => {
      const scenario = scenarios.find((one) => one.number === number);
      if (scenario === undefined) throw new Error(`There is no scenario ${number}. Try the examples again.`);
      return `${link(number)}: scenarios.md#${anchorOf(scenario)}`;
    });
  return lines.join('\n');
}

function urlIn({ tree: { repository, commit } }: Report): UrlOf {
  return ({ path }) => `https://github.com/${repository}/tree/${commit}/examples/${path}`;
}
