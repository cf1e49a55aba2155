import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Command, Option } from 'commander';
import { requireScenarios } from '../../trial/known.ts';
import { readOwnScenarios } from '../../trial/own-scenarios.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { shownNumber } from '../../trial/scenario.ts';
import { MOST_TRIES } from '../../trial/shrink/shrink.ts';
import type { Reproduction } from '../../trial/verdict.ts';
import { worstCard } from '../../trial/worst-card.ts';
import { readVerifyFile } from '../../verify/verify-folder.ts';
import { Interruption } from '../interruption.ts';
import { packageFile } from '../package-file.ts';
import type { Terminal } from '../terminal.ts';
import { annotationsOfTrials } from '../test/annotations-of-trials.ts';
import { chooseSubject, type SubjectOptions } from '../test/choose-subject.ts';
import { commandAgain } from '../test/command-again.ts';
import { junitOfTrials } from '../test/junit-of-trials.ts';
import { markdownOfTrials } from '../test/markdown-of-trials.ts';
import type { ShownTrial } from '../test/present-finding.ts';
import { trialExitCode, trialLine, trialReport } from '../test/present-trials.ts';
import { runScenarios } from '../test/run-scenarios.ts';
import { sourcesFor } from '../test/sources-for.ts';
import { trialProgress } from '../test/trial-progress.ts';
import { withSmallest } from '../test/with-smallest.ts';
import { listOf } from './list-option.ts';
import { venvOption } from './venv-option.ts';
import { wholeNumber } from './whole-number.ts';

interface TestOptions extends SubjectOptions {
  readonly only?: readonly string[];
  readonly scenario?: readonly string[];
  readonly source?: readonly string[];
  readonly shrink?: boolean;
  readonly tries: number;
  readonly out?: string;
  readonly jobs: number;
  readonly json?: boolean;
  readonly junit?: string;
  readonly markdown?: boolean;
}

/** Tries a connector in each scenario that concerns it. */
export function testCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('test')
    .description('try a connector where things go wrong, and say what it loses')
    .argument('[folder]', 'where its connector.py is, or what --command runs in', '.')
    .addOption(
      new Option('--only <list>', 'only these scenarios, by number or name: 16,late-commit').argParser(
        listOf,
      ),
    )
    .option(
      '--scenario <path>',
      'try the scenarios of this file or folder in place of those that there are; may come again',
      (one: string, before: readonly string[] = []) => [...before, one],
    )
    .addOption(
      new Option(
        '--source <list>',
        'files of sources of your own, besides *.source.yaml of the folder and of sources/',
      ).argParser(listOf),
    )
    .option('--shrink', 'look for the smallest scenario that shows each finding, and write it into a file')
    .addOption(
      new Option('--tries <number>', 'in how many scenarios --shrink may look for each')
        .default(MOST_TRIES)
        .argParser(wholeNumber(1, 10_000)),
    )
    .option('--out <folder>', 'where --shrink writes (default: .playground/found in the project)')
    .option('--as <example>', 'treat the folder as a copy of this public example (default: by its code)')
    .addOption(
      new Option('--command <command>', 'try this program, which syncs once: "python pipeline.py"').conflicts(
        'as',
      ),
    )
    .option('--destination <place>', 'what the command writes in its folder: out.duckdb, csv:out')
    .option('--state <file>', 'the file in its folder in which the command keeps what it goes on from')
    .addOption(
      new Option(
        '--services <list>',
        'what the worlds have besides the gateway: api,postgres (default: what the example needs, or api)',
      ).argParser(listOf),
    )
    .addOption(venvOption())
    .addOption(
      new Option('--jobs <number>', 'how many scenarios are tried at once')
        .default(availableParallelism(), 'one for each processor')
        .argParser(wholeNumber(1, 64)),
    )
    .addOption(
      new Option('--timeout <seconds>', 'how long a sync may take')
        .default(120)
        .argParser(wholeNumber(1, 86_400)),
    )
    .option('--json', 'print the verdicts and the report card as JSON')
    .option('--junit <file>', 'write the verdicts as JUnit XML, too')
    .addOption(
      new Option('--markdown', 'print all of it as Markdown, for $GITHUB_STEP_SUMMARY').conflicts('json'),
    )
    .action(async (folder: string, options: TestOptions, command: Command) => {
      const again = (...choice: readonly string[]): string => commandAgain(command, ...choice);
      exitWith(await test(path.resolve(terminal.directory, folder), options, { terminal, again }));
    });
}

interface Surroundings {
  readonly terminal: Terminal;
  /** How the same project is tried in other scenarios. */
  again(...choice: readonly string[]): string;
}

async function test(
  folder: string,
  options: TestOptions,
  { terminal, again }: Surroundings,
): Promise<number> {
  const every = await readScenarios(packageFile('scenarios'));
  const own = await readOwnScenarios(options.scenario ?? [], terminal.directory, every);
  const scenarios = chosenScenarios(
    own.length > 0 ? own.map(({ scenario }) => scenario) : every,
    options.only,
  );
  const known = (await readVerifyFile(path.join(folder, 'verify.yaml')))?.known ?? [];
  requireScenarios(known, every);
  const subject = await chooseSubject(folder, options, terminal);
  const interruption = new AbortController();
  void terminal.interrupted().then((by) => interruption.abort(new Interruption('Interrupted.', by)));
  const isDocument = options.json || options.markdown;
  const write = isDocument ? terminal.writeError : terminal.write;
  const isWatched = terminal.colours && !isDocument;
  using progress = trialProgress({
    ...{ write, isWatched, total: scenarios.length },
    now: () => performance.now(),
  });
  const inFile = (file: string): Reproduction => ({ scenario: file, command: again('--scenario', file) });
  const smallest = {
    folder: path.resolve(terminal.directory, options.out ?? path.join(folder, '.playground/found')),
    mostTries: options.tries,
    reproductionOf: (file: string) => inFile(path.relative(terminal.directory, file)),
    write: progress.say,
  };
  const sources = await sourcesFor(folder, options.source ?? [], terminal.directory);
  const tried = await runScenarios(
    { known, make: subject.make, isFirstCalm: subject.isFirstCalm, signal: interruption.signal },
    {
      scenarios,
      sources,
      services: subject.services,
      jobs: subject.isAlone ? 1 : options.jobs,
      began: (name) => progress.began(name),
      ended: (name, one) => progress.ended(name, one && trialLine(one, isWatched)),
      ...(options.shrink && {
        shrink: (one, tryIn, reads) => withSmallest(one, tryIn, reads, smallest),
      }),
    },
  );
  const all = tried.map((one): ShownTrial => {
    const file = own.find(({ scenario }) => scenario === one.scenario)?.file;
    const number = shownNumber(one.scenario);
    return {
      ...one,
      // A smaller form of a scenario does not find all that it finds.
      ...(file !== undefined && one.scenario.number !== undefined && { vanished: [] }),
      reproduce: file === undefined ? { scenario: number, command: again('--only', number) } : inFile(file),
    };
  });
  if (options.junit !== undefined)
    await writeFile(path.resolve(terminal.directory, options.junit), junitOfTrials(all));
  if (options.json) terminal.write(documentOf(all));
  else terminal.write(options.markdown ? markdownOfTrials(all) : trialReport(all));
  if (terminal.env['GITHUB_ACTIONS'] === 'true') write(annotationsOfTrials(all));
  return trialExitCode(all);
}

function documentOf(all: readonly ShownTrial[]): string {
  const scenarios = all.map(({ scenario: { number, name }, verdict, vanished, reproduce }) => {
    if (!('card' in verdict)) return { number, name, ...verdict, vanished, reproduce };
    const { card: _card, ...found } = verdict;
    return { number, name, ...found, vanished, reproduce };
  });
  return `${JSON.stringify({ version: 1, scenarios, card: worstCard(all) }, null, 2)}\n`;
}
