import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { PlaygroundError } from '../../core/playground-error.ts';
import { worldTime } from '../../playground/clock/world-time.ts';
import { playgroundJournal } from '../../playground/control/playground-journal.ts';
import { declaredOf } from '../../playground/declared-of.ts';
import { readKnownTruth } from '../../playground/known-truth.ts';
import { SourceFiles } from '../../playground/sources/source-files.ts';
import { DEFAULT_TRUTH, type Truth } from '../../playground/truth.ts';
import { DeclaredSources } from '../../sources/declared-sources.ts';
import type { Window } from '../../verify/compare/window.ts';
import { openDestination } from '../../verify/destinations/open-destination.ts';
import { presentGithub } from '../../verify/report/present-github.ts';
import { presentJunit } from '../../verify/report/present-junit.ts';
import { presentMarkdown } from '../../verify/report/present-markdown.ts';
import { presentRow } from '../../verify/report/present-row.ts';
import { presentText } from '../../verify/report/present-text.ts';
import type { Result, VerifyReport } from '../../verify/report/report.ts';
import { type VerifyOptions, verify } from '../../verify/verify.ts';
import { readVerifyFile, verifyFolder } from '../../verify/verify-folder.ts';
import type { WorldOptions } from '../../verify/world-options.ts';
import { pythonIn } from '../run/find-python.ts';
import { findSdk } from '../run/find-sdk.ts';
import type { Terminal } from '../terminal.ts';
import { controlUrlOf, directoryOf, worldUrlOf } from './running.ts';
import { venvOf } from './venv-option.ts';
import { DESTINATIONS, type VerifyCommandOptions, verifyOptions } from './verify-options.ts';
import { inNamedWorld } from './world-option.ts';

/** 0 equal, 1 differs, 3 could not compare; 2 is wrong usage. */
const EXIT_CODES: Readonly<Record<Result, number>> = { equal: 0, differs: 1, 'nothing to compare': 3 };

/** Compares a destination with what the sources have. */
export function verifyCommand(terminal: Terminal, exitWith: (code: number) => void): Command {
  const command = new Command('verify')
    .description('compare what a connector wrote with what the sources have, row by row')
    .argument('[folder]', "the connector's project, with files/warehouse.db in it", '.');
  for (const option of verifyOptions) command.addOption(option);
  return command.action(async (folder: string, options: VerifyCommandOptions) => {
    const report = await reportOn(path.resolve(terminal.directory, folder), options, terminal);
    if (options.junit !== undefined) {
      await writeFile(path.resolve(terminal.directory, options.junit), presentJunit(report));
    }
    print(report, options, terminal);
    exitWith(exitCodeOf(report));
  });
}

function print(
  report: VerifyReport,
  { json, jsonl, markdown }: VerifyCommandOptions,
  terminal: Terminal,
): void {
  const isDocument = json || jsonl || markdown;
  if (json) terminal.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (markdown) terminal.write(presentMarkdown(report));
  else (jsonl ? terminal.writeError : terminal.write)(presentText(report));
  if (terminal.env['GITHUB_ACTIONS'] === 'true')
    (isDocument ? terminal.writeError : terminal.write)(presentGithub(report));
}

function exitCodeOf({ result, card = [] }: VerifyReport): number {
  const hasFailed = card.some((line) => line.result === 'fail');
  return result === 'equal' && hasFailed ? EXIT_CODES.differs : EXIT_CODES[result];
}

async function reportOn(
  folder: string,
  given: VerifyCommandOptions,
  terminal: Terminal,
): Promise<VerifyReport> {
  const options = await inNamedWorld(given, terminal);
  const kind = DESTINATIONS.find((each) => options[each] !== undefined);
  if (options.catalog !== undefined && kind !== 'airbyte') throw catalogOfAnother();
  const how = await verifyOptionsOf(options, terminal);
  if (kind === undefined) return verifyFolder(folder, await pythonOf(options, terminal), how);
  const named = options[kind] as string;
  const place = kind === 'postgres' ? named : path.resolve(terminal.directory, named);
  const python = kind === 'duckdb' ? await pythonOf(options, terminal) : undefined;
  await using destination = await openDestination({
    kind,
    place,
    python,
    catalog: catalogOf(options, terminal),
  });
  return await verify(destination, how);
}

function catalogOf({ catalog }: VerifyCommandOptions, terminal: Terminal): string | undefined {
  return catalog === undefined ? undefined : path.resolve(terminal.directory, catalog);
}

function catalogOfAnother(): PlaygroundError {
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    '--catalog goes with --airbyte, whose messages it configures.',
  );
}

async function verifyOptionsOf(options: VerifyCommandOptions, terminal: Terminal): Promise<VerifyOptions> {
  const { config, table, jsonl } = options;
  const controlUrl = await controlUrlOf(options, terminal);
  const window = windowOf(options);
  const file = config === undefined ? undefined : path.resolve(terminal.directory, config);
  const given = file === undefined ? undefined : await readVerifyFile(file);
  if (file !== undefined && given === undefined) {
    throw new PlaygroundError('ERR_BAD_OPTION', `There is no file ${file}. Check --config.`);
  }
  if (options.card && controlUrl === undefined) {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      '--card needs a running playground, whose journal has what the connector asked. Start one with: playground up',
    );
  }
  return {
    ...(options.card && { hasCard: true }),
    world: await worldOptionsOf(options, terminal),
    now: await worldTime(await worldUrlOf(options, terminal)),
    ...(controlUrl !== undefined && { journal: playgroundJournal(controlUrl) }),
    ...(window && { window }),
    ...(given && { file: given }),
    ...(table && { tables: table }),
    ...(jsonl && {
      onDifference: (mapping, difference) => terminal.write(`${presentRow(mapping, difference)}\n`),
    }),
  };
}

/** That of the running playground, unless an option says otherwise. */
async function worldOptionsOf(options: VerifyCommandOptions, terminal: Terminal): Promise<WorldOptions> {
  const truth = (await readKnownTruth(directoryOf(options, terminal))) ?? (await defaultTruth(terminal));
  const { seed, records, anchor, postgresRows, world, declared } = truth;
  return {
    seed: options.seed ?? seed,
    records: options.records ?? records,
    anchor: options.anchor ?? anchor,
    postgresRows: options.postgresRows ?? postgresRows,
    world: options.world ?? world,
    ...(declared.length > 0 && { declared }),
  };
}

/** What a playground would have that is started here. */
async function defaultTruth({ directory }: Terminal): Promise<Truth> {
  const { sources } = await SourceFiles.open({ files: [], directory });
  return { ...DEFAULT_TRUTH, declared: declaredOf({ declared: [], sources: new DeclaredSources(sources) }) };
}

function windowOf({ at, from, to }: VerifyCommandOptions): Window | undefined {
  const [first, last] = [at ?? from, at ?? to];
  if (first === undefined && last === undefined) return undefined;
  if (first === undefined || last === undefined) {
    throw new PlaygroundError('ERR_BAD_OPTION', 'Give both --from and --to, or --at alone.');
  }
  if (first > last) throw new PlaygroundError('ERR_BAD_OPTION', '--from is after --to.');
  return { from: first, to: last, instants: [first] };
}

/** Where none is found, the DuckDB of Node.js may be there. */
async function pythonOf(options: VerifyCommandOptions, terminal: Terminal): Promise<string | undefined> {
  const venv = venvOf(options, terminal);
  if (venv !== undefined) return await pythonIn(venv);
  return findSdk(terminal.env).then(
    ({ python }) => python,
    () => undefined,
  );
}
