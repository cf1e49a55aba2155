import path from 'node:path';
import { Command, Option } from 'commander';
import { sendPieces } from '../../core/control/send-pieces.ts';
import { table as lined } from '../../core/table.ts';
import { runningTruth, type TruthSource, truthOfOptions } from '../../playground/control/truth-source.ts';
import { readKnownTruth } from '../../playground/known-truth.ts';
import type { Terminal } from '../terminal.ts';
import { writeNewFile } from '../write-new-file.ts';
import { directoryOption } from './directory-option.ts';
import { playgroundOptions } from './playground-options.ts';
import { type DirectoryOptions, directoryOf, worldUrlOf } from './running.ts';
import { givenTo } from './setting.ts';
import { type UpOptions, upSettings } from './up-options.ts';
import { inNamedWorld } from './world-option.ts';

interface TruthOptions extends DirectoryOptions {
  readonly at?: string;
  readonly changes?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly format?: string;
  readonly output?: string;
  readonly json?: boolean;
}

interface ListedTable {
  readonly name: string;
  readonly rows: number;
  readonly key: readonly string[];
  readonly columns: readonly unknown[];
}

/** What determines the tables. */
const WORLD = ['seed', 'records', 'anchor', 'world', 'postgresRows'];
const worldSettings = upSettings.filter(({ option }) => WORLD.includes(option.attributeName()));

const help = `
Without a table it lists them all. The playground of the folder answers, if one runs there. Otherwise, and with an option
that selects the data, the tables are worked out; now is then the time at which such a playground starts. --world also
takes the name of a further world of the playground.`;

/** Says what a table of the world holds at an instant, or what happens in it between two. */
export function truthCommand(terminal: Terminal): Command {
  const command = new Command('truth')
    .description('print what a table holds at any instant, or what happens in it')
    .argument('[table]', 'its name: people, public.users')
    .option('--at <instant>', 'as of then: 2026-01-01T05:00:00Z (default: now)')
    .option('--changes', 'what happens to its rows instead of what it holds')
    .option('--from <instant>', 'with --changes: after this (default: the anchor)')
    .option('--to <instant>', 'with --changes: until this (default: now)')
    .option('--format <format>', 'ndjson (the default), csv or parquet')
    .option('--output <file>', 'write into this file instead of printing')
    .addOption(new Option('--json', 'the list of tables as JSON'))
    .addOption(directoryOption());
  for (const { option } of worldSettings) command.addOption(option);
  command.addHelpText('after', help);
  return command.action(async (name: string | undefined) => {
    const given = givenTo<TruthOptions & UpOptions>(command, worldSettings, terminal);
    const options = await inNamedWorld(given, terminal);
    const misplaced = misplacedOption(name, options);
    if (misplaced !== undefined) return command.error(`error: ${misplaced}`);
    const isSelected = WORLD.some(
      (option) => option in options && command.getOptionValueSource(option) === 'cli',
    );
    const source = await sourceOf(options, isSelected, terminal);
    if (name === undefined) return list(source, options, terminal);
    return print(source, pathOf(name, options), options, terminal);
  });
}

async function sourceOf(
  options: TruthOptions & UpOptions,
  isSelected: boolean,
  terminal: Terminal,
): Promise<TruthSource> {
  const selected = await playgroundOptions(options, terminal);
  if (isSelected) return truthOfOptions(selected);
  const url = await worldUrlOf(options, terminal);
  if (url !== undefined) return runningTruth(url);
  const known = await readKnownTruth(directoryOf(options, terminal));
  return truthOfOptions(
    known ? { ...selected, ...known, sources: [], anchor: new Date(known.anchor) } : selected,
  );
}

/** What an option means nothing with; undefined when all do. */
function misplacedOption(name: string | undefined, options: TruthOptions): string | undefined {
  const { changes, at, from, to, format, output, json } = options;
  if (name === undefined) {
    const given = { changes, format, output };
    const extra = Object.entries(given).find(([, value]) => value !== undefined);
    if (extra) return `--${extra[0]} is for one table: name it. Without --${extra[0]} all are listed.`;
  }
  if (name !== undefined && json) return '--json is for the list of tables. A table has --format ndjson.';
  if (changes && at !== undefined) return '--at is for rows. Changes are between --from and --to.';
  if (!changes && (from !== undefined || to !== undefined))
    return '--from and --to are for --changes. Rows are as of --at.';
  return undefined;
}

function pathOf(name: string, { changes, at, from, to, format }: TruthOptions): string {
  const query = queryOf({ at, from, to, format });
  return `/_playground/truth/${encodeURIComponent(name)}${changes ? '/changes' : ''}${query}`;
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function print(
  source: TruthSource,
  url: string,
  { format, output }: TruthOptions,
  terminal: Terminal,
): Promise<void> {
  if (output === undefined && format === 'parquet' && terminal.stream().isTTY)
    throw new Error('Parquet is not for a terminal. Name a file with --output.');
  const pieces = await source.read(url);
  if (output === undefined) return sendPieces(terminal.stream(), pieces);
  const file = path.resolve(terminal.directory, output);
  await writeNewFile(file, pieces);
  terminal.write(`${file}\n`);
}

async function list(source: TruthSource, { at, json }: TruthOptions, terminal: Terminal): Promise<void> {
  let text = '';
  for await (const piece of await source.read(`/_playground/truth${queryOf({ at })}`)) {
    text += Buffer.from(piece).toString();
  }
  const answer = JSON.parse(text) as { tables: readonly ListedTable[] };
  if (json) return terminal.write(`${JSON.stringify(answer, null, 2)}\n`);
  const rows = answer.tables.map((table) => [
    table.name,
    table.rows.toLocaleString('en'),
    table.key.join(', '),
    String(table.columns.length),
  ]);
  return terminal.write(lined(['Table', 'Rows', 'Key', 'Columns'], rows));
}
