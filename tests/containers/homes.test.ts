import { afterAll, beforeAll } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import {
  ConnectorPlaygroundContainer,
  type StartedConnectorPlaygroundContainer,
} from 'connector-playground/testcontainers';
import { apiQuestions } from './questions/api.ts';
import { bastionQuestions } from './questions/bastion.ts';
import { databaseQuestions } from './questions/database.ts';
import { gatewayQuestions } from './questions/gateway.ts';
import { keyVaultQuestions } from './questions/key-vault.ts';
import { redshiftQuestions } from './questions/redshift.ts';
import { s3Questions } from './questions/s3.ts';
import { describeSameAnswers } from './questions/same-answers.ts';
import { IMAGE } from './support/images.ts';

let embedded: Playground;
let container: StartedConnectorPlaygroundContainer;

beforeAll(async () => {
  [embedded, container] = await Promise.all([
    createPlayground(),
    new ConnectorPlaygroundContainer(IMAGE).start(),
  ]);
});

afterAll(() => Promise.all([embedded.stop(), container.stop()]));

describeSameAnswers('api', apiQuestions, () => both('api'));
describeSameAnswers('postgres', databaseQuestions, () => both('postgres'));
describeSameAnswers('bastion', bastionQuestions, () => both('bastion'));
describeSameAnswers('s3', s3Questions, () => both('s3'));
describeSameAnswers('key-vault', keyVaultQuestions, () => both('key-vault'));
describeSameAnswers('gateway', gatewayQuestions, () => both('gateway'));
describeSameAnswers('redshift', redshiftQuestions, () => both('redshift'));

function both<Name extends keyof Playground['endpoints']>(service: Name) {
  return [embedded.endpoints[service], container.endpoints[service]] as const;
}
