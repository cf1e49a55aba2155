import { InvalidArgumentError, Option } from 'commander';
import { MOST_JOURNAL_SIZE } from '../../core/control/journal-size.ts';
import { directoryOption } from './directory-option.ts';
import { wholeNumber } from './whole-number.ts';

/** What `playground up` was asked for, as commander gives it. */
export interface UpOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly ports?: Readonly<Record<string, number>>;
  readonly host: string;
  readonly serverName?: readonly string[];
  readonly directory: string;
  readonly services?: readonly string[];
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: string;
  readonly pgRows?: number;
  readonly s3Files?: number;
  readonly credentials: 'fixed' | 'random';
  readonly standIn?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly rateLimit: boolean;
  readonly capacity: number;
  readonly journalSize?: number;
  readonly journalStatements: boolean;
  readonly log: 'pretty' | 'json';
}

export const upOptions: readonly Option[] = [
  new Option('--port <port>', 'port of the API (default: 5001; 0 takes any free one)').argParser(
    wholeNumber(0, 65_535),
  ),
  new Option('--ports <list>', 'ports of services: bastion=22,s3=9001').argParser(parsePorts),
  new Option(
    '--control-port <port>',
    "port of the playground's own /_playground/* (default: 5100, or the next free one)",
  ).argParser(wholeNumber(0, 65_535)),
  new Option('--host <address>', 'address to listen on').default('127.0.0.1'),
  new Option(
    '--server-name <names...>',
    'names by which clients reach this machine; certificates include them',
  ),
  directoryOption(),
  new Option('--services <names>', 'start only these, separated by commas').argParser((text) =>
    text.split(','),
  ),
  new Option('--seed <number|random>', 'selects the data (default: 42)').argParser(parseSeed),
  new Option('--records <number>', 'number of people, 0 to 1e12 (default: 200)').argParser(
    wholeNumber(0, 1e12),
  ),
  new Option('--anchor <instant|now>', 'the newest row is older than this (default: 2026-01-01T00:00:00Z)'),
  new Option(
    '--pg-rows <number>',
    'rows of the table people in the database, 0 to 1e8 (default: 20000)',
  ).argParser(wholeNumber(0, 1e8)),
  new Option(
    '--s3-files <number>',
    'CSV files in the bucket besides the eight tables (default: 0)',
  ).argParser(wholeNumber(0, 1e6)),
  new Option('--credentials <kind>', 'the same credentials every time, or new ones')
    .choices(['fixed', 'random'])
    .default('fixed'),
  new Option('--stand-in <files...>', 'modules that answer for further public hosts (docs/gateway.md)'),
  new Option('--allow-host <names...>', 'public names that the gateway forwards to the real host'),
  new Option('--rate-limit [true|false]', 'limit the requests of the API to 10 a second')
    .preset('true')
    .default(false)
    .argParser(parseSwitch),
  new Option('--capacity <number>', 'number of requests that may come at once under the limit')
    .default(20)
    .argParser(wholeNumber(1, 1e9)),
  new Option(
    '--journal-size <number>',
    'number of journal entries that are kept (default: PLAYGROUND_JOURNAL_SIZE, or 10000)',
  ).argParser(wholeNumber(1, MOST_JOURNAL_SIZE)),
  new Option(
    '--journal-statements [true|false]',
    'remember each statement of a client of the database too, which makes small ones slower',
  )
    .preset('true')
    .default(true)
    .argParser(parseSwitch),
  new Option('--log <form>', 'lines for people or for machines')
    .choices(['pretty', 'json'])
    .default('pretty'),
];

function parseSwitch(text: string): boolean {
  const value = text.toLowerCase();
  if (value !== 'true' && value !== 'false') throw new InvalidArgumentError('It must be true or false.');
  return value === 'true';
}

function parseSeed(text: string): number {
  return text === 'random'
    ? Math.floor(Math.random() * 2 ** 32)
    : wholeNumber(0, Number.MAX_SAFE_INTEGER)(text);
}

/** `bastion=22,s3=9001`; which services there are is known further down. */
function parsePorts(text: string): Record<string, number> {
  const pairs = text.split(',').map((pair) => {
    const [service = '', port = ''] = pair.split('=');
    if (service === '') throw new InvalidArgumentError(`'${pair}' is not of the form service=port.`);
    return [service, wholeNumber(0, 65_535)(port)];
  });
  return Object.fromEntries(pairs);
}
