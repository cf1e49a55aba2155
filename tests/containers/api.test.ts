import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  ApiContainer,
  containerService,
  type StartedApiContainer,
} from 'connector-playground/testcontainers';
import { createDataset } from '../../fixtures/index.ts';
import { embeddedApi } from '../../services/api/embedded.ts';
import type { ApiEndpoints } from '../../services/api/endpoints.ts';
import { describeServiceContract } from '../contract/service-contract.ts';
import { api } from '../contract/subjects/api.ts';
import { apiQuestions } from './questions/api.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const IMAGE = imageOf('api');

describeServiceContract('api in a container', {
  create: () => containerService('api', () => new ApiContainer(IMAGE).start()),
  ...api,
});

const embedded = embeddedApi({ port: 0, dataset: createDataset({ seed: 7, records: 1_000 }) });
let endpoints: ApiEndpoints;
let container: StartedApiContainer;

beforeAll(async () => {
  endpoints = await embedded.start();
  container = await new ApiContainer(IMAGE).withSeed(7).withRecords(1_000).start();
});

afterAll(async () => {
  await embedded.stop();
  await container.stop();
});

describeSameAnswers('api', apiQuestions, () => [endpoints, container.endpoints]);

it('limits requests where it was asked to', async () => {
  await using limited = await new ApiContainer(IMAGE).withRateLimit(3).start();
  const statuses = await Promise.all(
    Array.from({ length: 10 }, async () => (await fetch(`${limited.url}/pagination/offset`)).status),
  );
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
});

it('says what was wrong with a setting', async () => {
  await expect(
    new ApiContainer(IMAGE).withEnvironment({ PLAYGROUND_RECORDS: '-1' }).start(),
  ).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
    message: expect.stringContaining('records must be a whole number'),
  });
});
