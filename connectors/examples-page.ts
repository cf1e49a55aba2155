import { DEFAULT_TRUTH, type Truth } from '../playground/truth.ts';
import { type Example, servicesOf } from './example.ts';
import { publicExamples } from './examples.ts';
import { presentCount } from './expectation.ts';
import { NOT_HELD } from './not-held.ts';

const DAY = 24 * 3_600_000;
const PAGE_DATE = Date.UTC(2026, 0, 1, 12);

/** Where the public repository has what our paths begin with; it had the rest under `connectors/`. */
const PARTS = [
  ['common_patterns', 'Common patterns'],
  ['quickstart', 'Quickstart'],
  ['ai', 'Tutorials for AI assistants'],
  ['private_preview_features', 'Private previews, until May 2026'],
] as const;

interface Followed {
  readonly mark: string;
  readonly legend: string;
  /** In which rows that follow it are others. */
  readonly others: readonly (readonly [Truth, now: number])[];
}

/** What the rows of a table may follow. */
const FOLLOWED: readonly Followed[] = [
  { mark: 'r', legend: 'depends on `--records`', others: [[{ ...DEFAULT_TRUTH, records: 333 }, PAGE_DATE]] },
  {
    mark: 'p',
    legend: 'depends on `--postgres-rows`',
    others: [[{ ...DEFAULT_TRUTH, postgresRows: 333 }, PAGE_DATE]],
  },
  {
    mark: 'd',
    legend: `depends on the day; this is the number for ${new Date(PAGE_DATE).toISOString().slice(0, 10)}`,
    others: [1, 2, 3, 4, 5, 6, 30].map((days) => [DEFAULT_TRUTH, PAGE_DATE + days * DAY]),
  },
];

/** The text of `docs/examples.md`: every public example, what it needs and what it gives. */
export function examplesPage(): string {
  const folders = PARTS.map(([folder]) => folder);
  const others = publicExamples.filter(
    ({ path }) => !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  return `${[
    INTRODUCTION,
    FOLLOWED.map(({ mark, legend }) => `- ${superscript(mark)} ${legend}.`).join('\n'),
    ...PARTS.map(([folder, title]) => {
      const members = publicExamples.filter(({ path }) => path.startsWith(`${folder}/`));
      return section(title, members, `examples/${folder}`, folder.length + 1);
    }),
    section('Connectors, until May 2026', others, 'connectors', 0),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `# The public examples

<!-- Written by \`npm run examples\` from connectors/, which \`playground config\` and \`playground run\` use too. -->

This page lists every example of the public repository of the Fivetran Connector SDK, by its path in the repository of
today, \`fivetran/connector_sdk\`, which has 72. \`fivetran/fivetran_connector_sdk\`, which had 68 until May 2026, has them in
\`examples/common_patterns_for_connectors\`, \`examples/quickstart_examples\` and \`examples/private_preview_features\`. The page
also lists those of the former repository's connectors whose source the playground has. \`examples/workflows\` holds no
connector: it is a workflow of GitHub Actions that deploys one, and the playground does nothing with it.

\`playground run\` copies an example into a scratch folder, configures it, syncs it, and compares the tables of its
destination with those below; [run.md](run.md) has the details. Nothing in an example is changed.

"Needs" names the services that must run; after \`gateway\` come the public names that are hard-coded in the example. The
numbers of rows are those of a playground with default settings. For the last sync, the number of rows that it wrote is in
brackets.`;

/**
 * @param where the folder of the public repository that the members are in
 * @param skipped how much of their paths that says already
 */
function section(title: string, members: readonly Example[], where: string, skipped: number): string {
  const rows = members.map((example) => {
    const name = example.path.slice(skipped);
    const run = example.unserved === undefined ? `\`playground run ${where}/${name}\`` : '';
    const cells = [`\`${name}\``, needsOf(example), run, ...expectedOf(example), remarkOf(example)];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `## ${title}`,
    '',
    '| example | needs | run | after the first sync | after the last sync | known defects, remarks |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function needsOf(example: Example): string {
  const { reaches = [] } = example;
  return servicesOf(example)
    .map((service) =>
      service === 'gateway' ? `gateway (${reaches.map((host) => `\`${host}\``).join(', ')})` : service,
    )
    .join(', ');
}

function remarkOf({ path, note, unserved }: Example): string {
  if (unserved !== undefined) return `Not served: ${unserved}`;
  const reason = NOT_HELD[path];
  return [note, reason && `Values not compared: ${reason}`].filter((part) => part !== undefined).join(' ');
}

/** After the first sync, and after the last where there are more. */
function expectedOf(example: Example): [string, string] {
  const { length } = example.expects(DEFAULT_TRUTH, PAGE_DATE);
  return [syncCell(example, 0, false), length > 1 ? syncCell(example, length - 1, true) : ''];
}

function syncCell(example: Example, index: number, withWritten: boolean): string {
  const sync = example.expects(DEFAULT_TRUTH, PAGE_DATE)[index];
  if (!sync) return '';
  const tables = Object.entries(sync.tables).map(([name, { rows, written, deleted }]) => {
    const counted = `${name} ${presentCount(rows)}${marksOf(example, index, name)}`;
    const deletedPart = deleted === undefined ? '' : `, ${deleted} deleted`;
    return counted + deletedPart + (withWritten ? ` (${presentCount(written)})` : '');
  });
  return [...tables, ...(sync.failsWith === undefined ? [] : [`fails: \`${sync.failsWith}\``])].join('; ');
}

/** The marks of what the rows of a table follow: of those truths in which there are others. */
function marksOf(example: Example, index: number, table: string): string {
  const rowsIn = (truth: Truth, now: number): string =>
    JSON.stringify(example.expects(truth, now)[index]?.tables[table]?.rows);
  const usual = rowsIn(DEFAULT_TRUTH, PAGE_DATE);
  return FOLLOWED.filter(({ others }) => others.some(([truth, now]) => rowsIn(truth, now) !== usual))
    .map(({ mark }) => superscript(mark))
    .join('');
}

function superscript(mark: string): string {
  return `<sup>${mark}</sup>`;
}
