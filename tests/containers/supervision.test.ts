import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { ConnectorPlaygroundContainer } from 'connector-playground/testcontainers';
import { getContainerRuntimeClient } from 'testcontainers';
import { readLog } from '../../containers/support/read-log.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { IMAGE } from './support/images.ts';

/** A user's own stand-in with a fault that nobody catches. */
const STAND_IN = `export const standIn = {
  hosts: ['faulty.example.com'],
  mount(router) {
    router.get('/', (ctx) => { ctx.body = 'fine'; });
    router.get('/fault', (ctx) => { setTimeout(() => { throw new Error('escaped'); }, 1); ctx.body = 'thrown'; });
  },
};`;

it('an error that nobody catches restarts its service alone, in the same container', async () => {
  await using directory = await temporaryDirectory();
  const standIn = path.join(directory.path, 'stand-in.mjs');
  await writeFile(standIn, STAND_IN);
  await using playground = await new ConnectorPlaygroundContainer(IMAGE)
    .withServices('api', 'gateway')
    .withStandIns(standIn)
    .start();
  const { container } = await getContainerRuntimeClient();
  const inEngine = container.getById(playground.getId());
  const { State: before } = await inEngine.inspect();
  await using client = createProxyClient(playground.gatewayUrl);

  await client.ask('http://faulty.example.com/fault').catch(() => undefined);
  const restarted = await waitUntil(
    'the restart',
    async () => (await readLog(inEngine)).split('\n').find((line) => line.includes('"service_restarted"')),
    { timeoutMs: 20_000 },
  );
  expect(JSON.parse(restarted)).toMatchObject({ service: 'gateway' });
  await using again = createProxyClient(playground.gatewayUrl);
  expect(await again.ask('http://faulty.example.com/')).toMatchObject({ status: 200, text: 'fine' });
  expect((await fetch(`${playground.apiUrl}/_playground/health`)).status).toBe(200);
  expect((await inEngine.inspect()).State).toMatchObject({ Pid: before.Pid, StartedAt: before.StartedAt });
});
