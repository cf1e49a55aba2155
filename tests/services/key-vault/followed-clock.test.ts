import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { controlListener } from '../../../core/control/control-listener.ts';
import { type HttpListener, listen } from '../../../core/http-listener.ts';
import { WorldClock } from '../../../core/world-clock.ts';
import { DEFAULT_DATASET } from '../../../fixtures/dataset.ts';
import { keyVaultOptionsFromEnv } from '../../../services/key-vault/options.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const HOUR = 3_600_000;
const HOST = '127.0.0.1';
const { anchor } = DEFAULT_DATASET;

let clock: WorldClock;
let holder: HttpListener;
let vault: StartedKeyVault;

/** A vault in a container: its options are those of its environment, where another process has the clock. */
beforeAll(async () => {
  clock = new WorldClock({ start: anchor, rate: 0 });
  const answer = controlListener({
    ...{
      host: HOST,
      services: ['postgres'],
      reset: () => undefined,
      health: () => ({ status: 'ok' as const }),
    },
    clock: { clock, world: 'living', nextEvent: async (after) => after + 1 },
  });
  holder = await listen('seed', answer, { host: HOST, port: 0 });
  await using directory = await temporaryDirectory();
  const file = path.join(directory.path, 'server.pem');
  await writeFile(file, 'PEM');
  const { clock: shown, catchUp } = keyVaultOptionsFromEnv({
    PLAYGROUND_KEY_VAULT_KEY_FILE: file,
    PLAYGROUND_KEY_VAULT_CERT_FILE: file,
    PLAYGROUND_WORLD: 'living',
    PLAYGROUND_CLOCK_URL: holder.url,
  });
  vault = await startKeyVault({ clock: shown, ...(catchUp && { catchUp }) });
});
afterAll(async () => {
  await vault[Symbol.asyncDispose]();
  await holder.close();
});

const seconds = () => Math.floor(clock.now() / 1000);

it('tells the time of the world', async () => {
  for (const hours of [0, 5]) {
    await clock.advance(hours * HOUR);
    const { headers } = await vault.call('GET', '/secrets');
    expect(headers['date']).toBe(new Date(clock.now()).toUTCString());
  }
});

it('notes when a secret was written, and keeps when it was made', async () => {
  const made = seconds();
  expect((await vault.call('PUT', '/secrets/mine', { value: 'one' })).body.attributes).toMatchObject({
    created: made,
    updated: made,
  });
  await clock.advance(HOUR);
  const changed = await vault.call('PATCH', '/secrets/mine', { contentType: 'text/plain' });
  expect(changed.body.attributes).toMatchObject({ created: made, updated: made + 3600 });
  const initial = await vault.call('GET', '/secrets/postgresHost');
  expect(initial.body.attributes.created).toBe(anchor / 1000);
});

it('refuses a token when an hour of the world has passed', async () => {
  const headers = { Authorization: `Bearer ${await vault.token()}` };
  const status = async () => (await vault.send('GET', '/secrets?api-version=7.4', { headers })).status;
  expect(await status()).toBe(200);
  await clock.advance(HOUR - 2000);
  expect(await status()).toBe(200);
  await clock.advance(2000);
  expect(await status()).toBe(401);
});

it('answers 503 while nobody knows the time, and its own pages all the same', async () => {
  await holder.close();
  const { status, headers, body } = await vault.send('GET', '/secrets?api-version=7.4');
  expect([status, headers['x-error-code'], headers['retry-after']]).toEqual([503, 'clock_unreachable', '1']);
  expect(body.error).toContain(holder.url);
  expect((await vault.send('GET', '/_playground/health')).status).toBe(200);
});
