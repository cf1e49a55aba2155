import http from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  ApiContainer,
  GatewayContainer,
  type StartedApiContainer,
  type StartedGatewayContainer,
} from 'connector-playground/testcontainers';
import { Network } from 'testcontainers';
import { Undo } from '../../core/undo.ts';
import { imageOf } from './support/images.ts';

const undo = new Undo();
let api: StartedApiContainer;
let gateway: StartedGatewayContainer;

beforeAll(async () => {
  const network = await new Network().start();
  undo.defer(async () => void (await network.stop()));
  const named = <Container extends ApiContainer | GatewayContainer>(
    container: Container,
    name: string,
  ): Container =>
    container.withNetwork(network).withNetworkAliases(name, `${name}.of.the.network`) as Container;
  api = await named(new ApiContainer(imageOf('api')), 'api').start();
  undo.defer(async () => void (await api.stop()));
  gateway = await named(new GatewayContainer(imageOf('gateway')), 'gateway').start();
  undo.defer(async () => void (await gateway.stop()));
});

afterAll(() => undo.run());

function statusOf(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    http
      .get(`${url}/_playground/journal`, { headers: { Host: host } }, (response) =>
        resolve(response.resume().statusCode),
      )
      .once('error', reject);
  });
}

it.each([
  ['localhost', 200],
  ['127.0.0.1:5001', 200],
  ['[::1]:5001', 200],
  ['api', 200],
  ['gateway:8080', 200],
  ['api.of.the.network', { api: 200, gateway: 403 }],
  ['gateway.of.the.network', { api: 403, gateway: 200 }],
  ['host.docker.internal:5001', 200],
  ['rebound.example', 403],
  ['127.0.0.1.rebound.example', 403],
  ['api.of.the.network.rebound.example', 403],
] as const)('the control plane of containers, asked as %s, answers as it should', async (host, expected) => {
  const answers = { api: await statusOf(api.url, host), gateway: await statusOf(gateway.url, host) };
  expect(answers).toEqual(typeof expected === 'number' ? { api: expected, gateway: expected } : expected);
});

it('answers clients by the addresses of the containers', async () => {
  for (const started of [api, gateway]) {
    const [network = ''] = started.getNetworkNames();
    expect(await statusOf(started.url, started.getIpAddress(network))).toBe(200);
  }
});
