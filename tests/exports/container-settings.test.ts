import { describe, expect, it } from '@jest/globals';
import * as containers from 'connector-playground/testcontainers';

const CLASSES = {
  ConnectorPlaygroundContainer: containers.ConnectorPlaygroundContainer,
  ApiContainer: containers.ApiContainer,
  PostgresContainer: containers.PostgresContainer,
  S3Container: containers.S3Container,
  KeyVaultContainer: containers.KeyVaultContainer,
  GatewayContainer: containers.GatewayContainer,
  BastionContainer: containers.BastionContainer,
  RedshiftContainer: containers.RedshiftContainer,
};

type ClassName = keyof typeof CLASSES;
type Row = readonly [name: ClassName, method: string, values: readonly unknown[], ...said: string[]];

const WORLD = [
  'ConnectorPlaygroundContainer',
  'ApiContainer',
  'PostgresContainer',
  'S3Container',
  'GatewayContainer',
] as const;
const NO_NUMBERS = [
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '7',
  null,
  undefined,
  {},
  2 ** 53,
] as const;

const database = { host: 'postgres', port: 5432, database: 'd', user: 'u', password: 'hidden-password' };

/** Callers in JavaScript have no compiler. */
const rows: readonly Row[] = [
  ...WORLD.flatMap((name) =>
    NO_NUMBERS.flatMap((value): Row[] => [
      [name, 'withSeed', [value], 'a whole number from 0 to 9007199254740991', shown(value)],
      [name, 'withRecords', [value], 'a whole number from 0 to 1000000000000', shown(value)],
    ]),
  ),
  ...NO_NUMBERS.flatMap((value): Row[] => [
    ['PostgresContainer', 'withPostgresRows', [value], 'from 0 to 100000000', shown(value)],
    ['ConnectorPlaygroundContainer', 'withPostgresRows', [value], 'from 0 to 100000000', shown(value)],
    ['ConnectorPlaygroundContainer', 'withS3Files', [value], 'from 0 to 1000000', shown(value)],
    ['S3Container', 'withS3Files', [value], 'from 0 to 1000000', shown(value)],
  ]),
  ...[0, -1, Number.NaN, 'many', null].flatMap((value): Row[] => [
    ['ConnectorPlaygroundContainer', 'withRateLimit', [value], 'from 1 to 1000000000', shown(value)],
    ['ApiContainer', 'withRateLimit', [value], 'from 1 to 1000000000', shown(value)],
  ]),
  ['ConnectorPlaygroundContainer', 'withServices', ['postgress'], "'postgress'", "Did you mean 'postgres'?"],
  ['ConnectorPlaygroundContainer', 'withServices', ['api', 'S3'], "'S3'", "Did you mean 's3'?"],
  ['ConnectorPlaygroundContainer', 'withServices', ['constructor'], "'constructor'", 'key-vault'],
  ['ConnectorPlaygroundContainer', 'withServices', ['__proto__'], "'__proto__'", 'key-vault'],
  ['ConnectorPlaygroundContainer', 'withServices', [''], "''", 'key-vault'],
  ['ConnectorPlaygroundContainer', 'withServices', [['api', 's3']], "[ 'api', 's3' ]", 'key-vault'],
  ['ConnectorPlaygroundContainer', 'withServices', [undefined], 'undefined', 'key-vault'],
  ['ConnectorPlaygroundContainer', 'withServices', [], 'at least one source', 'without it all are started'],
  ['ConnectorPlaygroundContainer', 'withSeed', ['randon'], "'randon'"],
  ['ConnectorPlaygroundContainer', 'withAnchor', ['yesterday'], "'yesterday'", '2026-01-01T00:00:00Z'],
  ['ConnectorPlaygroundContainer', 'withAnchor', [new Date('x')], 'Invalid Date'],
  ['ConnectorPlaygroundContainer', 'withAnchor', ['+012026-01-01T00:00:00Z'], 'before the year 10000'],
  ['ConnectorPlaygroundContainer', 'withAnchor', [undefined], 'undefined'],
  ['ConnectorPlaygroundContainer', 'withAnchor', [17], '17'],
  ...['lively', 'living+never', '', 7, undefined].map(
    (value): Row => ['ConnectorPlaygroundContainer', 'withWorld', [value], "'living+late'", shown(value)],
  ),
  ...[-1, 1e7, Number.NaN, '60', undefined].map(
    (value): Row => [
      'ConnectorPlaygroundContainer',
      'withClockRate',
      [value],
      'from 0 to 1000000',
      shown(value),
    ],
  ),
  ['ConnectorPlaygroundContainer', 'withCredentials', ['radnom'], "Did you mean 'random'?"],
  ['ConnectorPlaygroundContainer', 'withCredentials', [true], 'true', "'fixed', 'random'"],
  [
    'ConnectorPlaygroundContainer',
    'withStandIns',
    ['/nowhere/forecasts.js'],
    '/nowhere/forecasts.js',
    'no such file',
  ],
  ['ConnectorPlaygroundContainer', 'withStandIns', ['/'], "'/'", 'no such file'],
  ['ConnectorPlaygroundContainer', 'withStandIns', [undefined], 'undefined', 'the path of a module'],
  ['ConnectorPlaygroundContainer', 'withFaults', [{}], "withFaults() must say 'on'"],
  ['ConnectorPlaygroundContainer', 'withFaults', ['plan.yaml'], 'withFaults() must be a map', 'plan.yaml'],
  ['ConnectorPlaygroundContainer', 'withFaults', [undefined], 'withFaults() must be a map', 'nothing'],
  [
    'ConnectorPlaygroundContainer',
    'withFaults',
    [
      [
        { on: { page: 1 }, do: 'reset' },
        { on: { page: 1 }, do: { statsu: 1 } },
      ],
    ],
    "withFaults()[1].do has an unknown property 'statsu'",
  ],
  ['ConnectorPlaygroundContainer', 'withCommand', ['--log json'], "'--log json'", 'an array of texts'],
  ['ConnectorPlaygroundContainer', 'withCommand', [['--records', 7]], "'--records', 7", 'an array of texts'],
  ...(['ConnectorPlaygroundContainer', 'GatewayContainer'] as const).flatMap((name): Row[] => [
    [name, 'withAllowedHosts', ['https://example.com/'], 'https://example.com/', 'without scheme'],
    [name, 'withAllowedHosts', ['a.com,b.com'], 'a.com,b.com', 'that is not a host'],
    [name, 'withAllowedHosts', [['a.com']], "[ 'a.com' ]", '*.example.com'],
    [name, 'withAllowedHosts', [undefined], 'undefined', '*.example.com'],
  ]),
  ['KeyVaultContainer', 'withSecrets', [undefined], 'undefined', "{ name: 'value' }"],
  ['KeyVaultContainer', 'withSecrets', [['value']], "[ 'value' ]"],
  ['KeyVaultContainer', 'withSecrets', [{ port: 5432 }], '5432', "'port'"],
  ['KeyVaultContainer', 'withSecrets', [{ 'a b': 'value' }], "'a b'", 'letters, digits and hyphens'],
  ['GatewayContainer', 'withUpstreams', ['api=http://api'], "'api=http://api'"],
  [
    'GatewayContainer',
    'withUpstreams',
    [{ 'api.example.com': 'api:5001' }],
    'api.example.com=api:5001',
    'NAME=http://HOST:PORT',
  ],
  [
    'GatewayContainer',
    'withUpstreams',
    [{ 'a.com': 'http://b:1,c.com=http://d:1' }],
    'a.com=http://b:1,c.com',
  ],
  ['GatewayContainer', 'withUpstreams', [{ '': 'http://b:1' }], '=http://b:1'],
  ['GatewayContainer', 'withUpstreams', [{ 'a.com': 5001 }], '5001', "'a.com'"],
  ['BastionContainer', 'withTargets', [], 'Name at least one with withTargets()', 'postgres:5432'],
  ['BastionContainer', 'withTargets', ['postgres'], "'postgres'", 'HOST:PORT'],
  ['BastionContainer', 'withTargets', ['postgres:0'], "'postgres:0'", 'HOST:PORT'],
  ['BastionContainer', 'withTargets', [''], "''", 'postgres:5432'],
  ['BastionContainer', 'withTargets', [5432], '5432', 'postgres:5432'],
  ['RedshiftContainer', 'withDatabase', [undefined], 'undefined', 'host, port, database, user and password'],
  ['RedshiftContainer', 'withDatabase', [{ ...database, port: '5432' }], "'5432'", 'from 1 to 65535'],
  ['RedshiftContainer', 'withDatabase', [{ ...database, host: '' }], "''", 'text as host'],
  ['RedshiftContainer', 'withDatabase', [{ ...database, user: undefined }], 'undefined', 'text as user'],
  ['RedshiftContainer', 'withDatabase', [{ ...database, password: 17_171 }], 'number', 'text as password'],
  ...(['PostgresContainer', 'KeyVaultContainer', 'GatewayContainer', 'RedshiftContainer'] as const).flatMap(
    (name): Row[] => [
      [name, 'withAuthority', [undefined], 'undefined', 'openAuthority(folder)'],
      [name, 'withAuthority', ['/tmp/authority'], '/tmp/authority', 'openAuthority(folder)'],
      [name, 'withAuthority', [Promise.resolve()], 'Promise', 'await it first'],
    ],
  ),
];

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : typeof value === 'object' && value ? '{}' : String(value);
}

it.each(rows.map(([name, method, values, ...said]) => ({ name, method, values, said })))(
  '$name refuses $method($values)',
  ({ name, method, values, said }) => {
    const container = new CLASSES[name]('image') as unknown as Record<
      string,
      (...given: readonly unknown[]) => unknown
    >;
    const ask = () => container[method]?.(...values);
    expect(ask).toThrow(expect.objectContaining({ code: 'ERR_BAD_OPTION' }));
    for (const part of said) expect(ask).toThrow(part);
    expect(ask).not.toThrow('hidden-password');
  },
);

describe.each(Object.entries(CLASSES))('%s', (_name, Container) => {
  it.each([undefined, null, '', ' ', 7, {}])('needs the name of an image, and gets %p', (image) => {
    expect(() => new Container(image as string)).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: expect.stringContaining('the name of an image'),
      }),
    );
  });
});

it.each([
  ['BastionContainer', 'withTargets()'],
  ['RedshiftContainer', 'withDatabase('],
] as const)('%s does not start without %s', async (name, wayOut) => {
  await expect(new CLASSES[name]('image').start()).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining(wayOut),
  });
});

it('takes every setting that is good', () => {
  const container = new containers.ConnectorPlaygroundContainer('image')
    .withServices('api', 'postgres', 's3', 'key-vault')
    .withSeed(0)
    .withSeed('random')
    .withRecords(1e12)
    .withAnchor('now')
    .withAnchor('2026-03-01')
    .withAnchor(new Date(0))
    .withWorld('living+late')
    .withClockRate(0.5)
    .withPostgresRows(1e8)
    .withS3Files(0)
    .withRateLimit()
    .withCredentials('fixed')
    .withAllowedHosts('*.example.com', '127.0.0.1')
    .withStandIns(import.meta.filename)
    .withFaults([{ on: { page: 1 }, do: 'reset' }])
    .withCommand(['--postgres-rows', '7']);
  expect(container).toBeInstanceOf(containers.ConnectorPlaygroundContainer);
  expect(() => container.withStandIns(import.meta.filename)).toThrow('modules whose file names differ');
});
