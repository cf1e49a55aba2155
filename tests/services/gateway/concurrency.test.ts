import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createProxyClient } from '../../support/proxy-client.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

const CONNECTIONS = 200;
const REQUESTS_EACH = 5;
let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

it(`answers ${CONNECTIONS} tunnels at once, each with what it asked for`, async () => {
  const askOften = async (number: number): Promise<string[]> => {
    const tls = { ca: gateway.authority.caCertificate };
    await using client = createProxyClient(gateway.url, tls, { maxSockets: 1 });
    const urls: string[] = [];
    for (let request = 0; request < REQUESTS_EACH; request += 1) {
      const url = `https://n${number % 10}.tenant.sample.test/echo?n=${number}&request=${request}`;
      const answer = await client.ask(url);
      if (answer.json<{ url: string }>().url === url) urls.push(url);
    }
    expect(client.tunnels).toBe(1);
    return urls;
  };
  const answered = await Promise.all(Array.from({ length: CONNECTIONS }, (_, number) => askOften(number)));
  expect(new Set(answered.flat()).size).toBe(CONNECTIONS * REQUESTS_EACH);
}, 30_000);
