import { newSecret } from '../../core/new-secret.ts';
import { urlAt } from '../../core/place.ts';
import type { CommonSettings, Manifest } from '../manifest.ts';
import { bastionAt } from './bastion-at.ts';
import type { BastionEndpoints } from './endpoints.ts';
import { defaultBastionOptions } from './options.ts';
import { sample } from './sample.ts';
import type { BastionCredentials } from './settings.ts';

const { password, key } = defaultBastionOptions;

export const bastion: Manifest<'bastion', BastionEndpoints, CommonSettings, BastionCredentials> = {
  name: 'bastion',
  documentedPort: 2222,
  after: ['api', 'postgres'],
  credentials: {
    fixed: { password, key },
    random: () => ({
      password: { ...password, password: newSecret() },
      key: { ...key, passphrase: newSecret() },
    }),
    ofWorld: (world, given) => ({
      password: { ...given.password, user: world },
      key: { ...given.key, user: `${world}-key` },
    }),
  },
  load: async () => (await import('./create.ts')).create,
  sample,
  address: (endpoints) => urlAt('ssh', endpoints),
  at: bastionAt,
  hosts: ({ host }) => [host],
  variables: (endpoints) => ({
    PLAYGROUND_BASTION_HOST: endpoints.host,
    PLAYGROUND_BASTION_PORT: String(endpoints.port),
    PLAYGROUND_BASTION_USER: endpoints.password.user,
    PLAYGROUND_BASTION_PASSWORD: endpoints.password.password,
    PLAYGROUND_BASTION_KEY_USER: endpoints.key.user,
    PLAYGROUND_BASTION_KEY_FILE: endpoints.key.rsa.openSsh.path,
  }),
  banner: presentBanner,
  container: { image: 'connector-playground-bastion', inNetwork: { port: 22 } },
};

function presentBanner({ host, port, password, key, forwards }: BastionEndpoints) {
  const address = `${host}:${port}`;
  const keyFile = key.rsa.openSsh.path;
  const targets = forwards.map((forward) => `${forward.host}:${forward.port}`);
  return {
    rows: [
      ['SSH bastion, password', address, `Username: ${password.user} Password: ${password.password}`],
      ['SSH bastion, key', address, `Username: ${key.user} Key: ${keyFile}`],
    ] as const,
    lines: [
      `ssh -N -L 6543:postgres:5432 -p ${port} -i ${keyFile} ${key.user}@${host}`,
      `The bastion forwards to ${targets.join(', ')}.`,
    ],
  };
}
