import path from 'node:path';
import { Command } from 'commander';
import { exampleOf } from '../../connectors/examples.ts';
import { recognise } from '../../connectors/recognise.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import { playgroundJournal } from '../../playground/control/playground-journal.ts';
import { readKnownTruth } from '../../playground/known-truth.ts';
import { DEFAULT_TRUTH } from '../../playground/truth.ts';
import { Interruption } from '../interruption.ts';
import { claimRuns } from '../run/claim-runs.ts';
import { findConnectors, isConnector } from '../run/find-connectors.ts';
import { findSdk } from '../run/find-sdk.ts';
import { presentAsJson, presentReport, presentReports } from '../run/present-reports.ts';
import { progressOn } from '../run/progress.ts';
import { resetBefore } from '../run/reset-before.ts';
import { type Connector, runConnector } from '../run/run-connector.ts';
import { exitCodeOf, type RunReport } from '../run/run-report.ts';
import { runTree } from '../run/run-tree.ts';
import type { Workbench } from '../run/workbench.ts';
import type { Terminal } from '../terminal.ts';
import { type RunOptions, runOptions } from './run-options.ts';
import { directoryOf, resettersOf, runningPlayground } from './running.ts';
import { venvOf } from './venv-option.ts';
import { inWorld } from './world-option.ts';

/** What `--as` calls a connector that is no copy of a public example, whatever it looks like. */
const OWN = 'own';
const FOR_DEFAULTS = 'the expected rows are those of the defaults.';

/** Runs connectors, and compares what they leave in their destination with what is expected. */
export function runCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  const command = new Command('run')
    .description('sync a public connector example twice and compare its destination with what is expected')
    .argument('[folder]', 'where its connector.py is, or with --all the tree of many', '.');
  for (const option of runOptions) command.addOption(option);
  return command.action(async (folder: string, given: RunOptions) => {
    const options = await inWorld(given, terminal);
    const root = path.resolve(terminal.directory, folder);
    const run = options.all ? runAll : runOne;
    exitWith(exitCodeOf(await run(root, options, terminal)));
  });
}

async function runOne(folder: string, options: RunOptions, terminal: Terminal): Promise<RunReport[]> {
  const connector = await connectorAt(folder, options.as);
  const workbench = await openWorkbench(options, terminal);
  await using _claim = await claimRuns(workbench.directory, {
    signal: workbench.signal,
    say: terminal.writeError,
  });
  const write = options.json ? terminal.writeError : terminal.write;
  await resetBefore(connector, workbench);
  const report = await runConnector(connector, workbench, options.quiet ? () => undefined : write);
  if (options.json)
    terminal.write(presentAsJson([report], { ...aboutOf(workbench), seconds: report.seconds }));
  else terminal.write(presentReport(report, { withLog: options.quiet === true }));
  return [report];
}

async function runAll(root: string, options: RunOptions, terminal: Terminal): Promise<RunReport[]> {
  const connectors = await connectorsIn(root, options.only);
  const workbench = await openWorkbench(options, terminal);
  await using _claim = await claimRuns(workbench.directory, {
    signal: workbench.signal,
    say: terminal.writeError,
  });
  const write = options.json ? terminal.writeError : terminal.write;
  const startedAt = performance.now();
  const progress = progressOn(write, terminal, connectors.length);
  const reports = await runTree(connectors, workbench, { jobs: options.jobs, progress });
  const seconds = (performance.now() - startedAt) / 1000;
  if (options.json) terminal.write(presentAsJson(reports, { ...aboutOf(workbench), seconds }));
  else terminal.write(presentReports(reports, seconds));
  workbench.signal.throwIfAborted();
  return reports;
}

async function openWorkbench(options: RunOptions, terminal: Terminal): Promise<Workbench> {
  const { syncs, timeout, values, keep = false, allowEmpty = false } = options;
  const { controlUrl, holderUrl } = await resettersOf(options, terminal);
  const endpoints = await runningPlayground(options, terminal);
  const directory = directoryOf(options, terminal);
  const truth = await readKnownTruth(directory);
  if (!truth)
    terminal.writeError(`${directory} does not say how its playground was started: ${FOR_DEFAULTS}\n`);
  const interruption = new AbortController();
  void terminal.interrupted().then((by) => interruption.abort(new Interruption('Interrupted.', by)));
  return {
    sdk: await findSdk(terminal.env, venvOf(options, terminal)),
    endpoints,
    truth: truth ?? DEFAULT_TRUTH,
    directory,
    env: terminal.env,
    timeoutMs: timeout * 1000,
    keep,
    allowEmpty,
    values,
    ...(controlUrl !== undefined && { journal: playgroundJournal(controlUrl) }),
    worldUrl: controlUrl ?? holderUrl,
    controlUrl,
    holderUrl,
    signal: interruption.signal,
    ...(syncs !== undefined && { syncs }),
  };
}

function aboutOf({ sdk, truth }: Workbench) {
  return { sdk: sdk.version, python: sdk.python, truth };
}

async function connectorAt(folder: string, as: string | undefined): Promise<Connector> {
  if (!(await isConnector(folder))) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${folder} has no connector.py. Name the folder of a connector, or use --all for a tree of them.`,
    );
  }
  const connector = as === undefined ? await connectorIn(folder) : connectorAs(folder, as);
  if (connector.example?.unserved !== undefined) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${connector.example.path} cannot be run: ${connector.example.unserved}`,
    );
  }
  return connector;
}

async function connectorsIn(root: string, only: readonly string[] | undefined): Promise<Connector[]> {
  const folders = await findConnectors(root);
  const chosen = only
    ? folders.filter((folder) => only.some((text) => isLike(path.relative(root, folder), text)))
    : folders;
  if (chosen.length > 0) return Promise.all(chosen.map(connectorIn));
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    folders.length === 0
      ? `There is no connector.py below ${root}.`
      : `None of the ${folders.length} connectors below ${root} has '${only?.join("' or '")}' in its path.`,
  );
}

async function connectorIn(folder: string): Promise<Connector> {
  return { folder, ...(await recognise(folder)) };
}

function connectorAs(folder: string, as: string): Connector {
  return as === OWN ? { folder } : { folder, example: exampleOf(as) };
}

/** Whether a text is part of a path; `*` in it stands for any text. */
function isLike(folder: string, text: string): boolean {
  const pattern = text.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(pattern.join('.*')).test(folder);
}
