import { InvalidArgumentError, Option } from 'commander';
import { AN_INSTANT, parseInstant } from '../../core/parse-instant.ts';
import type { DestinationKind } from '../../verify/destination.ts';
import { directoryOption } from './directory-option.ts';
import { listOf } from './list-option.ts';
import { wholeNumber } from './whole-number.ts';

/** Where a destination may be, besides a project's folder. */
export const DESTINATIONS: readonly DestinationKind[] = [
  'duckdb',
  'postgres',
  'parquet',
  'csv',
  'ndjson',
  'singer',
  'airbyte',
];

/** What `playground verify` was asked for, as commander gives it. Instants are in ms since 1970. */
export interface VerifyCommandOptions extends Partial<Readonly<Record<DestinationKind, string>>> {
  readonly directory?: string;
  readonly catalog?: string;
  readonly config?: string;
  readonly venv?: string;
  readonly table?: readonly string[];
  readonly at?: number;
  readonly from?: number;
  readonly to?: number;
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: number;
  readonly postgresRows?: number;
  readonly world?: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly junit?: string;
  readonly markdown?: boolean;
  readonly card?: boolean;
}

export const verifyOptions: readonly Option[] = [
  destination('duckdb', '<file>', 'a DuckDB file'),
  destination('postgres', '<uri>', 'a PostgreSQL database'),
  destination('parquet', '<glob>', 'Parquet files'),
  destination('csv', '<glob>', 'CSV files'),
  destination('ndjson', '<glob>', 'files of a JSON object on each line'),
  destination('singer', '<folder>', "files of Singer's target-jsonl, rows by the keys of catalog.json"),
  destination('airbyte', '<glob>', 'messages of a source of Airbyte'),
  new Option(
    '--catalog <file>',
    'the configured catalog of the messages (default: catalog.json beside them)',
  ),
  new Option(
    '--config <file>',
    'which table and which column is which, where values cannot tell (default: verify.yaml)',
  ),
  new Option('--venv <folder>', 'the Python environment with DuckDB in it (default: what is on the PATH)'),
  new Option('--table <list>', 'only these tables of the destination').argParser(listOf),
  new Option(
    '--at <instant>',
    'when the sync looked at the source (default: what the journal says of the last sync)',
  )
    .argParser(instantOf)
    .conflicts(['from', 'to']),
  new Option('--from <instant>', 'when it began').argParser(instantOf),
  new Option('--to <instant>', 'when it ended').argParser(instantOf),
  directoryOption(),
  new Option('--seed <number>', 'the seed of the world, if no playground runs (default: 42)').argParser(
    wholeNumber(0, Number.MAX_SAFE_INTEGER),
  ),
  new Option('--records <number>', 'its number of people (default: 200)').argParser(wholeNumber(0, 1e12)),
  new Option('--anchor <instant>', 'its anchor (default: 2026-01-01T00:00:00Z)').argParser(instantOf),
  new Option('--postgres-rows <number>', 'rows of its table public.people (default: 20000)').argParser(
    wholeNumber(0, 1e8),
  ),
  new Option(
    '--world <name>',
    'a further world of the playground, or how it lives: still, living, living+late … (default: still)',
  ),
  new Option('--json', 'print the report as JSON'),
  new Option('--jsonl', 'print each row that differs as a line of JSON').conflicts('json'),
  new Option('--junit <file>', 'write the report as JUnit XML, too'),
  new Option('--markdown', 'print the report as Markdown, for $GITHUB_STEP_SUMMARY').conflicts([
    'json',
    'jsonl',
  ]),
  new Option('--card', 'judge, too, how the connector has asked; a check that fails is a difference'),
];

function destination(kind: DestinationKind, place: string, what: string): Option {
  const others = DESTINATIONS.filter((other) => other !== kind);
  return new Option(`--${kind} ${place}`, `compare ${what}`).conflicts([...others]);
}

function instantOf(text: string): number {
  const time = parseInstant(text);
  if (time === undefined) throw new InvalidArgumentError(`It must be ${AN_INSTANT}.`);
  return time;
}
