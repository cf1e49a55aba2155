import { InvalidArgumentError, Option } from 'commander';
import { MOST_CAPACITY } from '../../core/capacity.ts';
import { MOST_JOURNAL_SIZE } from '../../core/control/journal-size.ts';
import { rateOf } from './clock-rate.ts';
import { directoryOption } from './directory-option.ts';
import { limitOf } from './limit-option.ts';
import { listOf } from './list-option.ts';
import { type Setting, setting } from './setting.ts';
import { wholeNumber } from './whole-number.ts';

/** What `playground up` was asked for. */
export interface UpOptions {
  readonly port?: number;
  readonly controlPort?: number;
  readonly ports?: Readonly<Record<string, number>>;
  readonly host?: string;
  readonly serverNames?: readonly string[];
  readonly directory?: string;
  readonly services?: readonly string[];
  readonly seed?: number;
  readonly records?: number;
  readonly anchor?: string;
  readonly world?: string;
  readonly clockRate?: number;
  readonly postgresRows?: number;
  readonly s3Files?: number;
  readonly credentials?: 'fixed' | 'random';
  readonly standIns?: readonly string[];
  readonly allowedHosts?: readonly string[];
  readonly sources?: readonly string[];
  readonly replays?: readonly string[];
  readonly replayIgnore?: readonly string[];
  readonly rateLimit?: number | boolean;
  readonly capacity?: number;
  readonly faults?: string;
  readonly journalSize?: number;
  readonly journalStatements?: boolean;
  readonly log?: 'pretty' | 'json';
}

/** Everything that `up` and `seed` can be told by an option or a variable. */
export const upSettings: readonly Setting[] = [
  setting('--services <list>', 'start only these: s3,postgres (default: all)', { parse: listOf }),
  setting('--ports <list>', 'ports of services: bastion=22,s3=9001', { parse: portsOf }),
  setting('--host <address>', 'address to listen on (default: 127.0.0.1)'),
  setting('--server-names <list>', 'names by which clients reach this machine; certificates include them', {
    parse: listOf,
    formerly: '--server-name <names...>',
  }),
  setting('--seed <number|random>', 'selects the data (default: 42)', { parse: seedOf }),
  setting('--records <number>', 'number of people, 0 to 1e12 (default: 200)', {
    parse: wholeNumber(0, 1e12),
  }),
  setting('--anchor <instant|now>', 'the newest row is older than this (default: 2026-01-01T00:00:00Z)'),
  setting('--world <kind>', 'rows stay as they are (still, the default), or come, change and go (living)'),
  setting(
    '--clock-rate <number>',
    'seconds of the world in a real second (default: 1; 0 in a living world, whose clock begins at the anchor)',
    { parse: rateOf },
  ),
  setting('--postgres-rows <number>', 'rows of the table people in the database, 0 to 1e8 (default: 20000)', {
    parse: wholeNumber(0, 1e8),
    formerly: '--pg-rows <number>',
  }),
  setting('--s3-files <number>', 'CSV files in the bucket besides the eight tables (default: 0)', {
    parse: wholeNumber(0, 1e6),
  }),
  setting(
    '--credentials <kind>',
    'the same credentials every time (fixed, the default), or new ones (random)',
    {
      parse: oneOf('fixed', 'random'),
    },
  ),
  setting('--stand-ins <list>', 'modules (.js, .ts) that answer for further public hosts (docs/gateway.md)', {
    parse: listOf,
    formerly: '--stand-in <files...>',
  }),
  setting('--allowed-hosts <list>', 'public names that the gateway forwards to the real host', {
    parse: listOf,
    formerly: '--allow-host <names...>',
  }),
  setting(
    '--sources <list>',
    'files of sources of your own, besides sources/*.source.yaml; also --source FILE (docs/your-own-source.md)',
    {
      parse: listOf,
      each: '--source <file>',
    },
  ),
  setting(
    '--replays <list>',
    'HAR files to answer from, also --replay FILE.har (docs/record-and-replay.md)',
    {
      parse: listOf,
      each: '--replay <file>',
    },
  ),
  setting(
    '--replay-ignore <list>',
    'parameters and fields of a request that need not be as recorded: since,*_id',
    {
      parse: listOf,
    },
  ),
  setting('--rate-limit [capacity|true|false]', 'limit the requests of the API to 10 a second', {
    parse: limitOf,
  }),
  setting('--faults <file>', 'what goes wrong from the start: a fault plan or a scenario (docs/faults.md)', {
    variable: 'PLAYGROUND_FAULTS_FILE',
  }),
  setting('--journal-size <number>', 'number of journal entries that are kept (default: 10000)', {
    parse: wholeNumber(1, MOST_JOURNAL_SIZE),
  }),
  setting(
    '--journal-statements [true|false]',
    'remember each statement of a client of the database too, which makes small ones slower (default: true)',
    { parse: switchOf },
  ),
  setting('--control-port <port>', "port of the playground's own /_playground/* (default: 5100)", {
    parse: wholeNumber(0, 65_535),
  }),
  setting('--log <form>', 'lines for people (pretty, the default) or for machines (json)', {
    parse: oneOf('pretty', 'json'),
  }),
];

/** Options besides: where the playground is, and what the Python package `fivetran-api-playground` has. */
const further: readonly Option[] = [
  directoryOption(),
  new Option('--port <port>', 'port of the API (default: 5001; 0 takes any free one)').argParser(
    wholeNumber(0, 65_535),
  ),
  new Option(
    '--capacity <number>',
    'number of requests that may come at once under the limit (default: 20)',
  ).argParser(wholeNumber(1, MOST_CAPACITY)),
];

export const upHelp = `
Each setting can be a variable too: PLAYGROUND_POSTGRES_ROWS for --postgres-rows; for --faults it
is PLAYGROUND_FAULTS_FILE. An option wins. Lists are written
a,b or by the option again. All settings: docs/settings.md`;

export const upOptions: readonly Option[] = [
  ...upSettings.flatMap(({ option, formerly, each }) =>
    [option, formerly, each].filter((any) => any !== undefined),
  ),
  ...further,
];

function oneOf(...known: readonly string[]) {
  return (text: string): string => {
    if (known.includes(text)) return text;
    throw new InvalidArgumentError(`Allowed choices are ${known.join(', ')}.`);
  };
}

function switchOf(text: string): boolean {
  const value = text.toLowerCase();
  if (value !== 'true' && value !== 'false') throw new InvalidArgumentError('It must be true or false.');
  return value === 'true';
}

function seedOf(text: string): number {
  return text === 'random'
    ? Math.floor(Math.random() * 2 ** 32)
    : wholeNumber(0, Number.MAX_SAFE_INTEGER)(text);
}

/** `bastion=22,s3=9001`; which services there are is known further down. */
function portsOf(text: string, before: Readonly<Record<string, number>> = {}): Record<string, number> {
  const ports = { ...before };
  for (const pair of listOf(text)) {
    const [service = '', port = ''] = pair.split('=');
    if (service === '') throw new InvalidArgumentError(`'${pair}' is not of the form service=port.`);
    const number = wholeNumber(0, 65_535)(port);
    if (Object.hasOwn(ports, service) && ports[service] !== number) {
      throw new InvalidArgumentError(`${service} has two ports, ${ports[service]} and ${number}.`);
    }
    ports[service] = number;
  }
  return ports;
}
