import { expect, it } from '@jest/globals';
import { presentUrl } from '../../../services/postgres-seed/endpoints.ts';
import { defaultPostgresOptions, postgresOptionsFromEnv } from '../../../services/postgres-seed/options.ts';

it('reads the environment, and takes the defaults for what is not there', () => {
  const { dataset: _, ...defaults } = defaultPostgresOptions;
  expect(postgresOptionsFromEnv({})).toMatchObject(defaults);
  const env = {
    PLAYGROUND_POSTGRES_HOST: '0.0.0.0',
    PLAYGROUND_POSTGRES_PORT: '5433',
    PLAYGROUND_POSTGRES_ROWS: '7',
    PLAYGROUND_RECORDS: '9',
  };
  const options = postgresOptionsFromEnv(env);
  expect(options).toMatchObject({ host: '0.0.0.0', port: 5433, rows: 7 });
  expect(options.dataset.people.size).toBe(9);
});

it.each([
  ['127.0.0.1', 'postgresql://me:p%40ss%20word@127.0.0.1:5432/db'],
  ['::1', 'postgresql://me:p%40ss%20word@[::1]:5432/db'],
])('writes the address of %s', (host, url) => {
  expect(presentUrl({ user: 'me', password: 'p@ss word' }, { host, port: 5432, database: 'db' })).toBe(url);
});
