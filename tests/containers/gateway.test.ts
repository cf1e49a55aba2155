import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import {
  ApiContainer,
  containerService,
  GatewayContainer,
  KeyVaultContainer,
  type StartedGatewayContainer,
} from 'connector-playground/testcontainers';
import { Network } from 'testcontainers';
import { describeServiceContract } from '../contract/service-contract.ts';
import { createProxyClient } from '../support/proxy-client.ts';
import { gatewayQuestions, pageOf } from './questions/gateway.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const IMAGE = imageOf('gateway');

describeServiceContract('gateway in a container', {
  create: () => containerService('gateway', () => new GatewayContainer(IMAGE).start()),
  connect: ({ url }) => fetch(`${url}/_playground/health`),
  read: async ({ url }) => {
    const journal = await fetch(`${url}/_playground/journal`);
    return ((await journal.json()) as { total: number }).total;
  },
  change: async (endpoints) => {
    await pageOf(endpoints, 'https://swapi.dev/api/people/1');
  },
});

describe('stand-ins', () => {
  let embedded: Playground<'gateway'>;
  let container: StartedGatewayContainer;

  beforeAll(async () => {
    embedded = await createPlayground({ services: ['gateway'] });
    container = await new GatewayContainer(IMAGE).start();
  });

  afterAll(async () => {
    await container.stop();
    await embedded.stop();
  });

  describeSameAnswers('gateway', gatewayQuestions, () => [embedded.endpoints.gateway, container.endpoints]);
});

it('leads public names to other containers', async () => {
  await using network = await new Network().start();
  await using _api = await new ApiContainer(imageOf('api'))
    .withNetwork(network)
    .withNetworkAliases('api')
    .start();
  await using _vault = await new KeyVaultContainer(imageOf('key-vault'))
    .withNetwork(network)
    .withNetworkAliases('key-vault')
    .start();
  await using gateway = await new GatewayContainer(IMAGE)
    .withNetwork(network)
    .withUpstreams({ 'api.example.com': 'http://api:5001', '*.vault.azure.net': 'https://key-vault:8443' })
    .start();
  const { url, caFile, hosts } = gateway.endpoints;
  expect(hosts).toEqual(expect.arrayContaining(['api.example.com', '*.vault.azure.net']));
  await using client = createProxyClient(url, { ca: await readFile(caFile, 'utf8') });
  const people = await client.ask('https://api.example.com/pagination/offset?limit=1');
  expect(people.json()).toMatchObject({ total: 200 });
  expect((await client.ask('https://fixture-vault.vault.azure.net/secrets?api-version=7.4')).status).toBe(
    401,
  );
});
