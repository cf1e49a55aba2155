import { expect, it } from '@jest/globals';
import { createPlayground } from '../../playground/playground.ts';
import { resetStarted } from '../../playground/reset-started.ts';

it.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
])('what listens on %s is said to be on %s, where a client can connect', async (host, reachable) => {
  await using playground = await createPlayground({ host, services: ['api', 'key-vault', 'bastion'] });
  const { api, 'key-vault': vault, bastion } = playground.endpoints;
  const said = [api.url, vault.url].map((url) => new URL(url).hostname.replace(/^\[|\]$/g, ''));
  expect([...said, bastion.host]).toEqual([reachable, reachable, reachable]);
  expect(bastion.knownHosts).toContain(`[${reachable}]:${bastion.port}`);
  const reset = await resetStarted(playground.endpoints, []);
  expect(reset.map(({ service }) => service)).toEqual(['api', 'key-vault']);
});
