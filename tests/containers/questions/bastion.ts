import { text } from 'node:stream/consumers';
import type { BastionEndpoints } from '../../../services/bastion/endpoints.ts';
import { logIn } from '../../services/bastion/ssh-client.ts';
import type { Question } from './question.ts';

/** The names under which the examples ask for what is behind the bastion. */
const API_TARGETS = [
  ['127.0.0.1', 5005],
  ['localhost', 5001],
  ['api', 5001],
] as const;

const KEYS = ['rsa', 'rsaEncrypted', 'ecdsa', 'ecdsaEncrypted', 'ed25519', 'ed25519Encrypted'] as const;

export const bastionQuestions: readonly Question<BastionEndpoints>[] = [
  ...API_TARGETS.map(
    ([host, port]): Question<BastionEndpoints> => [
      `the API at ${host}:${port}`,
      (endpoints) => throughTunnel(endpoints, host, port),
    ],
  ),
  ...KEYS.map(
    (kind): Question<BastionEndpoints> => [
      `a login with the key ${kind}`,
      async (endpoints) => {
        const { user, passphrase, [kind]: key } = endpoints.key;
        using client = await logIn(endpoints, { username: user, privateKey: key.openSsh.text, passphrase });
        return { user, in: client.client !== undefined };
      },
    ],
  ),
  ['a target that is not listed', (endpoints) => throughTunnel(endpoints, 'example.com', 80).catch(reason)],
  [
    'a wrong password',
    (endpoints) =>
      logIn(endpoints, { password: 'wrong' }).then(
        () => 'let in',
        ({ level }) => level,
      ),
  ],
  [
    'a shell',
    async (endpoints) => {
      using client = await logIn(endpoints);
      return new Promise((resolve) => client.client.shell((error) => resolve(error !== undefined)));
    },
  ],
];

/** What the API says to a client behind the bastion. */
async function throughTunnel(endpoints: BastionEndpoints, host: string, port: number): Promise<unknown> {
  using client = await logIn(endpoints);
  const tunnel = await client.openTunnel(host, port);
  tunnel.write('GET /pagination/offset?limit=1 HTTP/1.1\r\nHost: api\r\nConnection: close\r\n\r\n');
  const answer = await text(tunnel);
  return [answer.slice(0, answer.indexOf('\r\n')), answer.slice(answer.indexOf('\r\n\r\n'))];
}

/** The code of RFC 4254 (section 5.1); the sentence is each server's own. */
function reason(error: Error & { readonly reason?: number }): unknown {
  return error.reason;
}
