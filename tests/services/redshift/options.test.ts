import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import { embeddedRedshift } from '../../../services/redshift/embedded.ts';
import { presentEndpoints } from '../../../services/redshift/endpoints.ts';
import { redshiftOptionsFromEnv } from '../../../services/redshift/options.ts';

let folder = '';
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'playground-redshift-'));
  const { key, cert } = (await openAuthority(folder)).issue(['127.0.0.1']);
  await writeFile(join(folder, 'server.key'), key);
  await writeFile(join(folder, 'server.crt'), cert);
  env = {
    PLAYGROUND_REDSHIFT_TLS_KEY: join(folder, 'server.key'),
    PLAYGROUND_REDSHIFT_TLS_CERT: join(folder, 'server.crt'),
    PLAYGROUND_REDSHIFT_CA_FILE: join(folder, 'ca.crt'),
    PLAYGROUND_REDSHIFT_DATABASE_HOST: 'postgres',
    PLAYGROUND_REDSHIFT_DATABASE_NAME: 'playground',
    PLAYGROUND_REDSHIFT_DATABASE_USER: 'playground',
    PLAYGROUND_REDSHIFT_DATABASE_PASSWORD: 'secret',
  };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the options of a container', () => {
  it('are fixed where nothing is said', () => {
    expect(redshiftOptionsFromEnv(env)).toMatchObject({
      host: '127.0.0.1',
      port: 5439,
      login: { user: 'awsuser', password: 'Playground-redshift-1' },
      database: { host: 'postgres', port: 5432, database: 'playground' },
      caFile: join(folder, 'ca.crt'),
      objectStore: undefined,
    });
  });

  it('name an object store', () => {
    const store = {
      PLAYGROUND_REDSHIFT_S3_URL: 'http://s3:9000',
      PLAYGROUND_REDSHIFT_S3_ACCESS_KEY_ID: 'a',
      PLAYGROUND_REDSHIFT_S3_SECRET_ACCESS_KEY: 'b',
    };
    expect(redshiftOptionsFromEnv({ ...env, ...store }).objectStore).toEqual({
      url: 'http://s3:9000',
      region: 'us-east-1',
      accessKeyId: 'a',
      secretAccessKey: 'b',
    });
  });

  it.each([
    ['PLAYGROUND_REDSHIFT_S3_URL', 'http://s3:9000', /without PLAYGROUND_REDSHIFT_S3_ACCESS_KEY_ID/],
    ['PLAYGROUND_REDSHIFT_TLS_KEY', '', /without PLAYGROUND_REDSHIFT_TLS_KEY/],
    ['PLAYGROUND_REDSHIFT_DATABASE_PASSWORD', '', /without PLAYGROUND_REDSHIFT_DATABASE_PASSWORD/],
    ['PLAYGROUND_REDSHIFT_TLS_CERT', '/nowhere/server.crt', /cannot read \/nowhere\/server\.crt/],
    ['PLAYGROUND_REDSHIFT_DATABASE_PORT', 'many', /REDSHIFT_DATABASE_PORT must be a whole number/],
  ])('name %s when it is %j', (variable, value, message) => {
    expect(() => redshiftOptionsFromEnv({ ...env, [variable]: value })).toThrow(message);
  });
});

describe('a start', () => {
  it('with a broken certificate is refused', async () => {
    const tls = { key: 'no key', cert: 'no certificate' };
    const service = embeddedRedshift({ ...redshiftOptionsFromEnv(env), tls, port: 0 });
    await expect(service.start()).rejects.toMatchObject({ code: 'ERR_BAD_OPTION' });
  });

  it('on a port that another program has is refused', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    try {
      const { port } = other.address() as { port: number };
      const service = embeddedRedshift({ ...redshiftOptionsFromEnv(env), port });
      await expect(service.start()).rejects.toMatchObject({
        code: 'ERR_PORT_TAKEN',
        message: expect.stringContaining(`127.0.0.1:${port}`),
      });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});

it('writes an address of IPv6 and special characters so that a url can hold them', () => {
  const parts = { host: '::1', port: 1, database: 'a/b', user: 'a@b', password: 'c:d', caFile: '/a b' };
  expect(presentEndpoints(parts).url).toBe(
    'postgresql://a%40b:c%3Ad@[::1]:1/a%2Fb?sslmode=verify-full&sslrootcert=%2Fa%20b',
  );
});
