import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';

const ROOMS = [
  'core',
  'authority',
  'fixtures',
  'services',
  'playground',
  'containers',
  'verify',
  'trial',
  'cli',
];
const REAL_TIME = /\bDate\.now\b|\bnew Date\(\)|\bsystemClock\b/;

/** Every file that looks at the time of the machine, and why it is not the world's. Whatever else has a time is given a clock. */
const REAL: Readonly<Record<string, string>> = {
  'core/clock.ts': 'is where it comes from',
  'core/world-clock.ts': 'is behind the time of the world',
  'core/http-listener.ts': 'has no Date to set where the clock is the system’s',
  'core/control/note-request.ts':
    'tells how long a client has waited, while the time of the world may stand still',
  'core/faults/header-date.ts': 'says what Node.js says in Date where the clock is the system’s',
  'authority/open-authority.ts': 'clients check certificates by their own time',
  'playground/compose/set-up.ts': 'clients check certificates by their own time',
  'playground/options.ts': 'is behind the time of the world',
  'services/api/oauth2/adapters.ts': 'oidc-provider has no other',
  'services/api/oauth2/time-shift.ts': 'oidc-provider has no other',
  'services/redshift/object-store/remote-bucket.ts': 'signs as every client does',
  'services/s3-minio/remote/ask.ts': 'signs as every client does',
  'services/s3-minio/operations/http-date.ts': 'guesses the century of two digits',
  ...ofDefaults('api', 'bastion', 'gateway', 'key-vault', 'redshift', 's3-minio'),
  'services/dataset-from.ts': 'a service that runs by itself has no other',
  'services/world-from.ts': 'a service that runs by itself has no other',
  'cli/log.ts': 'tells people when it was written',
  'playground/compose/seed-main.ts': 'tells people when it was written',
  'cli/run/run-sync.ts': 'compares it with the time of files',
  'playground/clock/world-time.ts': 'services that run apart have no other',
};

function ofDefaults(...services: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    services.map((service) => [
      `services/${service}/options.ts`,
      'a service that runs by itself has no other',
    ]),
  );
}

it('nothing looks at the time of the machine but what is in the table', () => {
  const files = ROOMS.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => path.posix.join(room, file)),
  );
  const code = (file: string): string =>
    readFileSync(file, 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      .replaceAll(/^import [^;]*;$/gm, '');
  expect(files.filter((file) => REAL_TIME.test(code(file))).sort()).toEqual(Object.keys(REAL).sort());
});
