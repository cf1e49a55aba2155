import path from 'node:path';
import { Command, Option } from 'commander';
import { servicesOf } from '../../connectors/example.ts';
import { exampleOf } from '../../connectors/examples.ts';
import { recognise } from '../../connectors/recognise.ts';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { ServiceName } from '../../playground/manifests.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { Interruption } from '../interruption.ts';
import { packageFile } from '../package-file.ts';
import { isConnector } from '../run/find-connectors.ts';
import { findSdk } from '../run/find-sdk.ts';
import type { Terminal } from '../terminal.ts';
import { trialExitCode, trialLine, trialReport } from '../test/present-trials.ts';
import { runScenarios } from '../test/run-scenarios.ts';
import { listOf } from './list-option.ts';
import { type VenvOptions, venvOf, venvOption } from './venv-option.ts';
import { wholeNumber } from './whole-number.ts';

interface TestOptions extends VenvOptions {
  readonly only?: readonly string[];
  readonly as?: string;
  readonly timeout: number;
  readonly json?: boolean;
}

/** What a connector of which nothing is known may read: the API, and public hosts by their names. */
const OF_AN_UNKNOWN: readonly ServiceName[] = ['api', 'gateway'];

/** Tries a connector in each scenario that concerns it. */
export function testCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  return new Command('test')
    .description('try a connector where things go wrong, and say what it loses')
    .argument('[folder]', 'where its connector.py is', '.')
    .addOption(
      new Option('--only <list>', 'only these scenarios, by number or name: 16,late-commit').argParser(
        listOf,
      ),
    )
    .option('--as <example>', 'treat the folder as a copy of this public example (default: by its code)')
    .addOption(venvOption())
    .addOption(
      new Option('--timeout <seconds>', 'how long a sync may take')
        .default(120)
        .argParser(wholeNumber(1, 86_400)),
    )
    .option('--json', 'print the verdicts as JSON')
    .action(async (folder: string, options: TestOptions) => {
      exitWith(await test(path.resolve(terminal.directory, folder), options, terminal));
    });
}

async function test(folder: string, options: TestOptions, terminal: Terminal): Promise<number> {
  if (!(await isConnector(folder))) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `${folder} has no connector.py. Name the folder of a connector.`,
    );
  }
  const scenarios = chosenScenarios(await readScenarios(packageFile('scenarios')), options.only);
  const example = options.as === undefined ? (await recognise(folder))?.example : exampleOf(options.as);
  const interruption = new AbortController();
  void terminal.interrupted().then((by) => interruption.abort(new Interruption('Interrupted.', by)));
  const sdk = await findSdk(terminal.env, venvOf(options, terminal));
  const write = options.json ? terminal.writeError : terminal.write;
  const all = await runScenarios(
    {
      folder,
      example,
      sdk,
      env: terminal.env,
      timeoutMs: options.timeout * 1000,
      signal: interruption.signal,
    },
    scenarios,
    example ? servicesOf(example) : OF_AN_UNKNOWN,
    (tried) => write(trialLine(tried)),
  );
  if (options.json) {
    const verdicts = all.map(({ scenario: { number, name }, verdict }) => ({ number, name, ...verdict }));
    terminal.write(`${JSON.stringify({ version: 1, scenarios: verdicts }, null, 2)}\n`);
  } else terminal.write(trialReport(all));
  return trialExitCode(all);
}
