import { execFile } from 'node:child_process';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Example } from '../connectors/example.ts';
import { publicExamples } from '../connectors/examples.ts';
import { NOT_HELD } from '../connectors/not-held.ts';
import { DEFAULT_TRUTH } from '../playground/truth.ts';
import { readScenarios } from '../trial/read-scenarios.ts';
import { reportPage } from '../trial/report/report-page.ts';
import { type ReportedExample, reportedExample, shortened } from '../trial/report/reported.ts';
import { hasTimedOut, type TestDocument } from '../trial/report/test-document.ts';

/**
 * Tries every public example that reads rows of this world in the scenarios, one after the other, and writes `docs/report.json` and
 * `docs/report.md`. What was tried is kept in `.cache/report`, a file for each example: delete one to try it again.
 *
 *     npm run report -- TREE VENV
 *
 * `TREE` is a clone of the examples, `VENV` a Python environment with the Connector SDK and what the examples import. Without them it
 * writes the page anew from what `docs/report.json` has.
 */
const SOURCES = ['api', 'postgres', 's3'];
const REPOSITORY = 'fivetran/connector_sdk';
const KEPT = '.cache/report';
const RESULTS = 'docs/report.json';
/** Seconds. A sync takes a few; on a busy machine it must not fail for that. */
const TIMEOUT = '600';
const FAILED_IN_CALM = 3;
const run = promisify(execFile);

const [tree, venv] = process.argv.slice(2);
if (tree !== undefined && venv !== undefined) await tryAll(tree, venv);
const report = JSON.parse(await readFile(RESULTS, 'utf8'));
await writeFile('docs/report.md', reportPage(report, await readScenarios('scenarios')));

async function tryAll(tree: string, venv: string): Promise<void> {
  await mkdir(KEPT, { recursive: true });
  const examples: ReportedExample[] = [];
  for (const example of publicExamples) {
    const { needs, unserved } = example;
    const folder = path.join(tree, 'examples', example.path);
    const isOfRows = needs.some((need) => SOURCES.includes(need));
    if (unserved !== undefined || !isOfRows || !(await isThere(folder))) continue;
    const tried = await triedOnce(example, folder, venv);
    if (tried !== undefined) examples.push(tried);
  }
  const [commit = '', date = ''] = (await output('git', ['-C', tree, 'log', '-1', '--format=%h %cs'])).split(
    ' ',
  );
  const version = "from importlib.metadata import version; print(version('fivetran-connector-sdk'))";
  const sdk = await output(path.join(venv, 'bin/python'), ['-c', version]);
  const tried = new Date().toISOString().slice(0, 10);
  const document = { tried, tree: { repository: REPOSITORY, commit, date }, sdk, examples };
  await writeFile(RESULTS, `${JSON.stringify(document)}\n`);
}

/** Undefined where it took too long to say. */
async function triedOnce(
  example: Example,
  folder: string,
  venv: string,
): Promise<ReportedExample | undefined> {
  const { path: name } = example;
  const unjudged = NOT_HELD[name];
  if (unjudged !== undefined) return { path: name, unjudged };
  const file = path.join(KEPT, `${name.replaceAll('/', '_')}.json`);
  if (await isThere(file)) return JSON.parse(await readFile(file, 'utf8'));
  process.stderr.write(`${name}\n`);
  const tried = await triedNow(example, folder, venv);
  if (tried === undefined) process.stderr.write(`${name} took too long, and is left out: try it again.\n`);
  else await writeFile(file, JSON.stringify(tried));
  return tried;
}

async function triedNow(
  example: Example,
  folder: string,
  venv: string,
): Promise<ReportedExample | undefined> {
  const { path: name } = example;
  const argv = ['test', folder, '--as', name, '--venv', venv, '--json', '--timeout', TIMEOUT];
  // It ends with 1 where it convicts, and with 3 where the example fails in calm or is concerned by nothing.
  const { stdout, stderr } = await run('node', ['dist/cli/main.js', ...argv], { maxBuffer: 1 << 28 }).catch(
    (error) => {
      if (error.code === 1 || error.code === FAILED_IN_CALM) return error;
      throw error;
    },
  );
  if (stdout === '') return failingIn(example, shortened(reasonIn(stderr)));
  const document = JSON.parse(stdout) as TestDocument;
  return hasTimedOut(document) ? undefined : reportedExample(name, document);
}

/** What fails where nothing goes wrong does so by itself only where that is known of it. */
function failingIn(example: Example, says: string): ReportedExample {
  const isKnown = example.expects(DEFAULT_TRUTH, 0).some(({ failsWith }) => failsWith !== undefined);
  const { path: name } = example;
  return isKnown
    ? { path: name, failure: says }
    : { path: name, unjudged: `it could not be tried: \`${says}\`` };
}

/** What the example itself said, behind what the command says of it. */
function reasonIn(errors: string): string {
  const line = errors.split('\n').find((one) => one.startsWith('error: ')) ?? errors;
  return line.replace(/^error: .*?It failed where nothing goes wrong, so it was tried in no scenario\. /, '');
}

async function output(command: string, argv: readonly string[]): Promise<string> {
  return (await run(command, argv)).stdout.trim();
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
