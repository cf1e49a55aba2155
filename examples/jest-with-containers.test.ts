/** A test against sources in a container. Runs under Jest, and under Vitest with `vitest` in the first import. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
} from 'connector-playground/testcontainers';

const IMAGE = process.env['PLAYGROUND_IMAGE'] ?? 'connector-playground';

let playground: StartedConnectorPlaygroundContainer<'api' | 's3'>;

beforeAll(async () => {
  playground = await new ConnectorPlaygroundContainer(IMAGE)
    .withServices('api', 's3')
    .withRecords(1_000)
    .start();
}, 120_000);

afterAll(async () => {
  await playground.stop();
});

async function total(path: string): Promise<number> {
  const response = await fetch(`${playground.getApiUrl()}${path}`);
  return ((await response.json()) as { total: number }).total;
}

test('the API has as many people as were asked for', async () => {
  expect(await total('/pagination/offset')).toBe(1_000);
});

test('a reset forgets what clients did', async () => {
  expect(await total('/_playground/journal')).toBeGreaterThan(0);
  await playground.reset('api');
  expect(await total('/_playground/journal')).toBe(0);
});

test('a connector is configured in one line', async () => {
  expect(await playground.configurationFor('extracting_data_from_pdf')).toMatchObject({
    aws_access_key_id: playground.s3.accessKeyId,
    bucket_name: 'fixtures',
  });
});
