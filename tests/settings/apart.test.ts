import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

type Row = readonly [asked: Record<string, string>, said: string];

const API = 'services/api/main.js';
const BASTION = 'services/bastion/main.js';
const REDSHIFT = 'services/redshift/main.js';
const POSTGRES = 'services/postgres-seed/main.js';
const GATEWAY = 'playground/compose/gateway-main.js';
const KEY_VAULT = 'services/key-vault/main.js';
const S3 = 'services/s3-minio/main.js';
/** What Compose starts before them all, and what holds its clock. */
const SET_UP = 'playground/compose/set-up-main.js';
const SEED = 'playground/compose/seed-main.js';

const CLOCK = { PLAYGROUND_CLOCK_URL: 'http://127.0.0.1:1' };
const NOBODYS: readonly Row[] = [
  [
    { PLAYGROUND_FAULTS_FILE: 'plan.yaml' },
    "PLAYGROUND_FAULTS_FILE is 'plan.yaml', and services that run by themselves share no fault plan.",
  ],
  [{ PLAYGROUND_WORLD: 'lively' }, "PLAYGROUND_WORLD is 'lively'. There is no world 'lively'"],
  [{ PLAYGROUND_CLOCK_RATE: '60' }, "PLAYGROUND_CLOCK_RATE is '60', and a service that runs by itself"],
];
/** Of services that nobody brings along. */
const APART: readonly Row[] = [
  [{ PLAYGROUND_WORLD: 'living' }, "PLAYGROUND_WORLD is 'living', and a service that runs by itself"],
  [{ PLAYGROUND_WORLD: 'living+late' }, "PLAYGROUND_WORLD is 'living+late', and a service"],
];
/** Of those that share a clock. */
const TOGETHER: readonly Row[] = [
  [
    { ...CLOCK, PLAYGROUND_WORLD: 'living', PLAYGROUND_ANCHOR: 'now' },
    "PLAYGROUND_ANCHOR is 'now', which is another instant in every container",
  ],
];
const HOLDS: readonly Row[] = [
  [
    { PLAYGROUND_WORLD: 'living', PLAYGROUND_CLOCK_RATE: '-1' },
    "PLAYGROUND_CLOCK_RATE is '-1'. A rate is from 0",
  ],
  [{ PLAYGROUND_WORLD: 'living', PLAYGROUND_CLOCK_RATE: ' ' }, "PLAYGROUND_CLOCK_RATE is ' '. A rate"],
];
const URLS: readonly Row[] = ['seed:9010', 'https://seed:9010', 'nowhere'].map((url) => [
  { PLAYGROUND_WORLD: 'living', PLAYGROUND_CLOCK_URL: url },
  `PLAYGROUND_CLOCK_URL is '${url}'. It must be the URL of who has the clock: http://seed:9010.`,
]);

const KEY_VAULT_FILES = {
  PLAYGROUND_KEY_VAULT_KEY_FILE: 'package.json',
  PLAYGROUND_KEY_VAULT_CERT_FILE: 'package.json',
};
const REFUSED: readonly (readonly [program: string, rows: readonly Row[]])[] = [
  [API, [...NOBODYS, ...APART, ...TOGETHER, ...URLS]],
  [
    KEY_VAULT,
    [...NOBODYS, ...APART, ...TOGETHER, ...URLS].map(
      ([env, said]): Row => [{ ...KEY_VAULT_FILES, ...env }, said],
    ),
  ],
  // Nobody tells the store what time it is, whatever it is told.
  [
    S3,
    [...NOBODYS, ...APART, [{ ...CLOCK, PLAYGROUND_WORLD: 'living' }, "PLAYGROUND_WORLD is 'living', and"]],
  ],
  ...[BASTION, REDSHIFT, POSTGRES, GATEWAY].map((program) => [program, NOBODYS.slice(0, 1)] as const),
  [SET_UP, [...NOBODYS, ...TOGETHER, ...HOLDS]],
  [SEED, [...NOBODYS, ...TOGETHER, ...HOLDS]],
];

it.each(REFUSED.flatMap(([program, rows]) => rows.map(([env, said]) => ({ program, env, said }))))(
  '$program refuses $env when it starts',
  async ({ program, env, said }) => {
    const run = promisify(execFile)(process.execPath, [`dist/${program}`], {
      env: { ...process.env, ...env },
    });
    await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
  },
);
