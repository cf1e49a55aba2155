import { newSecret } from '../../core/new-secret.ts';
import type { CommonSettings, Manifest } from '../manifest.ts';
import { presentEndpoints, type RedshiftEndpoints, redshiftAt } from './endpoints.ts';
import { defaultRedshiftOptions, type RedshiftLogin } from './options.ts';

const { login } = defaultRedshiftOptions;

/** It cannot be reset: what it shows is the database's. */
export const redshift: Manifest<'redshift', RedshiftEndpoints, CommonSettings, RedshiftLogin> = {
  name: 'redshift',
  documentedPort: 5439,
  after: ['postgres', 's3'],
  credentials: {
    fixed: login,
    random: () => ({ ...login, password: newSecret() }),
    ofWorld: (world, given) => ({ ...given, user: world }),
  },
  load: async () => (await import('./create.ts')).create,
  sample: presentEndpoints({ host: '127.0.0.1', port: 1, database: '', ...login, caFile: '' }),
  address: ({ url }) => url,
  at: redshiftAt,
  hosts: ({ host }) => [host],
  // Its driver reads no variables, and trusts what `SSL_CERT_FILE` names.
  variables: ({ host, port, database, user, password }) => ({
    PLAYGROUND_REDSHIFT_HOST: host,
    PLAYGROUND_REDSHIFT_PORT: String(port),
    PLAYGROUND_REDSHIFT_DATABASE: database,
    PLAYGROUND_REDSHIFT_USER: user,
    PLAYGROUND_REDSHIFT_PASSWORD: password,
  }),
  banner: ({ host, port, database, user, password }) => ({
    rows: [['Redshift', `${host}:${port}/${database}`, `Username: ${user} Password: ${password}`]],
    lines: [],
  }),
  container: {
    image: 'connector-playground-redshift',
    announced: async ({ credentials, caFile, offers }) => {
      const [database = ''] = offers.flatMap((offer) => offer.database?.database ?? []);
      return presentEndpoints({ host: '127.0.0.1', port: 1, database, ...credentials, caFile });
    },
  },
};
