import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  containerService,
  KeyVaultContainer,
  openAuthority,
  type StartedKeyVaultContainer,
} from 'connector-playground/testcontainers';
import type { KeyVaultEndpoints } from '../../services/key-vault/endpoints.ts';
import { describeServiceContract } from '../contract/service-contract.ts';
import { keyVault } from '../contract/subjects/key-vault.ts';
import { exchange } from '../services/key-vault/exchange.ts';
import { SECRETS, type StartedKeyVault, startKeyVault } from '../services/key-vault/start-key-vault.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { keyVaultQuestions } from './questions/key-vault.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { imageOf } from './support/images.ts';

const IMAGE = imageOf('key-vault');

describeServiceContract('key-vault in a container', {
  create: () =>
    containerService('key-vault', () => new KeyVaultContainer(IMAGE).withSecrets(SECRETS).start()),
  ...keyVault,
});

let embedded: StartedKeyVault;
let container: StartedKeyVaultContainer;

beforeAll(async () => {
  embedded = await startKeyVault();
  container = await new KeyVaultContainer(IMAGE).withSecrets(SECRETS).start();
});

afterAll(async () => {
  await container.stop();
  await embedded[Symbol.asyncDispose]();
});

describeSameAnswers<KeyVaultEndpoints>('key-vault', keyVaultQuestions, () => [
  embedded.endpoints,
  container.endpoints,
]);

it('answers programs on other machines without a token, as every service does', async () => {
  const { url, caFile } = container.endpoints;
  const { status } = await exchange(url, await readFile(caFile, 'utf8'), 'POST', '/_playground/reset', {});
  expect(status).toBe(200);
});

it('is vouched for by an authority that others share', async () => {
  await using directory = await temporaryDirectory();
  const authority = await openAuthority(directory.path);
  await using shared = await new KeyVaultContainer(IMAGE).withAuthority(authority).start();
  expect(shared.endpoints.caFile).toBe(authority.caCertificatePath);
  expect((await exchange(shared.url, authority.caCertificate, 'GET', '/secrets', {})).status).toBe(401);
});
