import { X509Certificate } from 'node:crypto';
import { cp, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { configurationOf, exampleOf } from '../../../connectors/examples.ts';
import { EnvironmentSettings } from '../../../core/env.ts';
import { heldWorldFrom } from '../../../playground/compose/held-world-from.ts';
import { publishedPlacesFrom } from '../../../playground/compose/places.ts';
import { setUp } from '../../../playground/compose/set-up.ts';
import { truthFrom } from '../../../playground/compose/truth-from.ts';
import { readEndpointsFile } from '../../../playground/endpoints-file.ts';
import { environmentOf } from '../../../playground/environment.ts';
import { readKnownTruth } from '../../../playground/known-truth.ts';
import { DEFAULT_TRUTH, type Truth } from '../../../playground/truth.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
const inFolder = (...names: string[]) => path.join(folder.path, ...names);
const text = (...names: string[]) => readFile(inFolder(...names), 'utf8');

const TRUTH: Truth = { ...DEFAULT_TRUTH, seed: 7, world: 'living' };

const options = () => ({
  authority: inFolder('authority'),
  directory: inFolder('shared'),
  published: publishedPlacesFrom(new EnvironmentSettings({ PLAYGROUND_PUBLISHED_API_PORT: '15001' })),
  names: ['playground.example.com'],
  forwards: '127.0.0.1:5005,postgres:5432',
  truth: TRUTH as Truth | undefined,
});

beforeAll(async () => {
  folder = await temporaryDirectory();
  await setUp(options());
});
afterAll(async () => folder[Symbol.asyncDispose]());

describe('what containers share', () => {
  it('is for its owner and its group', async () => {
    const entries = await readdir(folder.path, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(20);
    for (const { parentPath, name } of files) {
      expect([name, (await stat(path.join(parentPath, name))).mode & 0o777]).toEqual([name, 0o640]);
    }
  });

  it('keeps the authority’s key from servers and clients', async () => {
    const key = await text('authority', 'ca.key');
    const entries = await readdir(inFolder('shared'), { withFileTypes: true, recursive: true });
    for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
      expect(await readFile(path.join(parentPath, name), 'utf8')).not.toContain(key);
    }
  });

  it('has a certificate for every name that a server is called by', async () => {
    const certificate = new X509Certificate(await text('shared', 'server', 'tls.crt'));
    for (const name of ['localhost', 'key-vault', 'my.vault.azure.net', 'playground.example.com']) {
      expect([name, certificate.checkHost(name)]).toEqual([name, expect.any(String)]);
    }
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(
      certificate.checkIssued(new X509Certificate(await text('shared', 'host', 'certificates', 'ca.crt'))),
    ).toBe(true);
  });

  it('stays what it is when it is made again, but for the servers’ certificate', async () => {
    const kept = [
      ['authority', 'ca.crt'],
      ['shared', 'server', 'postgres-password'],
      ['shared', 'server', 'bastion', 'host-ed25519'],
      ['shared', 'server', 'bastion', 'authorized_keys'],
      ['shared', 'host', 'containers.json'],
      ['shared', 'host', 'certificates', 'client.pem'],
    ] as const;
    const before = await Promise.all(kept.map((names) => text(...names)));
    await setUp(options());
    expect(await Promise.all(kept.map((names) => text(...names)))).toEqual(before);
  });
});

describe('the truth of containers', () => {
  it('is told beside their addresses, on the machine and in the network, when it can be known', async () => {
    const [host, network] = [inFolder('shared', 'host'), inFolder('shared', 'network')];
    expect([await readKnownTruth(host), await readKnownTruth(network)]).toEqual([TRUTH, TRUTH]);
    await setUp({ ...options(), truth: undefined });
    expect([await readKnownTruth(host), await readKnownTruth(network)]).toEqual([undefined, undefined]);
    await setUp(options());
    expect(await readKnownTruth(host)).toEqual(TRUTH);
  });

  it.each<[string, Record<string, string>, Partial<Truth> | undefined]>([
    ['nothing', {}, {}],
    ['the rows', { POSTGRES_ROWS: '5', PLAYGROUND_S3_FILES: '2' }, { postgresRows: 5, s3Files: 2 }],
    ['the seed', { PLAYGROUND_SEED: '7', PLAYGROUND_RECORDS: '3' }, { seed: 7, records: 3 }],
    ['an anchor', { PLAYGROUND_ANCHOR: '2020-01-01' }, { anchor: Date.UTC(2020, 0, 1) }],
    ['a world', { PLAYGROUND_WORLD: 'living+late' }, { world: 'living+late' }],
    ['the time of each start', { PLAYGROUND_ANCHOR: 'now' }, undefined],
  ])('is what containers read, with %s given', (_what, env, changed) => {
    const settings = new EnvironmentSettings(env);
    const truth = truthFrom(settings, heldWorldFrom(settings)?.dataset);
    expect(truth).toEqual(changed && { ...DEFAULT_TRUTH, ...changed });
  });
});

describe('the endpoints of containers', () => {
  it('are those of a playground wherever their folder is copied to', async () => {
    const copy = inFolder('copy');
    await cp(inFolder('shared', 'host'), copy, { recursive: true });
    const endpoints = await readEndpointsFile(copy);
    expect(Object.keys(endpoints).sort()).toEqual(
      ['api', 'bastion', 'gateway', 'key-vault', 'postgres', 'redshift', 's3'].sort(),
    );
    expect(endpoints.api?.url).toBe('http://127.0.0.1:15001');
    const caFile = path.join(copy, 'certificates', 'ca.crt');
    const variables = environmentOf(endpoints);
    expect(variables).toMatchObject({
      SSL_CERT_FILE: caFile,
      HTTPS_PROXY: 'http://127.0.0.1:8080',
      PLAYGROUND_BASTION_KEY_FILE: path.join(copy, 'bastion', 'keys', 'rsa'),
    });
    expect(endpoints.redshift?.url).toContain(encodeURIComponent(caFile));
    expect(await readFile(variables['PLAYGROUND_BASTION_KEY_FILE'] as string, 'utf8')).toBe(
      endpoints.bastion?.key.rsa.openSsh.text,
    );
  });

  it('are names of the network to those inside of it, who have the client certificate too', async () => {
    const network = inFolder('shared', 'network');
    const endpoints = await readEndpointsFile(network);
    expect(endpoints.postgres).toMatchObject({ host: 'postgres', port: 5432, sslmode: 'require' });
    expect(endpoints.bastion).toMatchObject({
      host: 'bastion',
      port: 22,
      forwards: [
        { host: '127.0.0.1', port: 5005 },
        { host: 'postgres', port: 5432 },
      ],
    });
    expect(endpoints.gateway?.hosts).toEqual(
      expect.arrayContaining(['swapi.dev', '*.vault.azure.net', 'postgres:5432']),
    );
    const example = exampleOf('certificate/using_base64_encoded_certificate');
    const { ENCODED_CERTIFICATE = '' } = await configurationOf(example, endpoints, network);
    expect(Buffer.from(ENCODED_CERTIFICATE, 'base64').toString()).toBe(
      await text('shared', 'host', 'certificates', 'client.pem'),
    );
  });
});
