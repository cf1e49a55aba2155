import { readFile } from 'node:fs/promises';
import type { KeyVaultEndpoints } from '../../../services/key-vault/endpoints.ts';
import { clientOf } from '../../services/key-vault/azure-client.ts';
import { type Exchange, exchange } from '../../services/key-vault/exchange.ts';
import type { Question } from './question.ts';

/** These say where the database is. */
const ADDRESS = ['postgresHost', 'postgresPort'];

export const keyVaultQuestions: readonly Question<KeyVaultEndpoints>[] = [
  ['the secrets', secretsOf],
  [
    'a secret that is not there',
    (endpoints) =>
      clientOf(endpoints)
        .getSecret('no-such-secret')
        .catch(({ statusCode, code, message }) => [statusCode, code, message]),
  ],
  [
    'a wrong client secret',
    (endpoints) =>
      clientOf(endpoints, 'wrong')
        .getSecret('postgresUser')
        .catch(({ name, errorResponse }) => [
          name,
          errorResponse?.error,
          errorResponse?.errorDescription.split('\n')[0].slice(0, 40),
        ]),
  ],
  ['a request without a token', (endpoints) => asked(endpoints, '/secrets?api-version=7.4')],
  [
    'what a client discovers',
    (endpoints) => asked(endpoints, `/${endpoints.tenantId}/v2.0/.well-known/openid-configuration`),
  ],
  [
    'the same under its public name',
    (endpoints) =>
      asked(
        endpoints,
        `/${endpoints.tenantId}/v2.0/.well-known/openid-configuration`,
        'login.microsoftonline.com',
      ),
  ],
];

/** Name and value of every secret; of the database's address only the names. */
async function secretsOf(endpoints: KeyVaultEndpoints): Promise<unknown> {
  const client = clientOf(endpoints);
  const secrets: unknown[] = [];
  for await (const { name, contentType } of client.listPropertiesOfSecrets()) {
    secrets.push([
      name,
      contentType,
      ...(ADDRESS.includes(name) ? [] : [(await client.getSecret(name)).value]),
    ]);
  }
  return secrets;
}

async function asked(endpoints: KeyVaultEndpoints, path: string, host?: string): Promise<unknown> {
  const ca = await readFile(endpoints.caFile, 'utf8');
  const sent = host === undefined ? {} : { host };
  const { status, body, headers } = (await exchange(endpoints.url, ca, 'GET', path, sent)) as Exchange;
  const where = new URL(endpoints.url).host;
  // The resource of a challenge follows from the address.
  const challenge = headers['www-authenticate']?.split(', resource=')[0];
  return JSON.parse(JSON.stringify({ status, body, challenge }).replaceAll(where, '{host}'));
}
