import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import { embeddedGateway } from '../../../services/gateway/embedded.ts';
import { gatewayOptionsFromEnv } from '../../../services/gateway/options-from-env.ts';
import { parseUpstreams } from '../../../services/gateway/parse-upstreams.ts';
import { createProxyClient } from '../../support/proxy-client.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

describe('parseUpstreams', () => {
  it.each([
    ['', []],
    ['a.test=http://b', [{ host: 'a.test', to: { host: 'b', port: 80, tls: false } }]],
    ['*.a.test=https://b:8443', [{ host: '*.a.test', to: { host: 'b', port: 8443, tls: true } }]],
    ['pg:5432=tcp://[::1]:6543', [{ host: 'pg', port: 5432, to: { host: '::1', port: 6543, tls: false } }]],
    [
      ' a=http://b:1 , c=http://d:2 ,',
      [
        { host: 'a', to: { host: 'b', port: 1, tls: false } },
        { host: 'c', to: { host: 'd', port: 2, tls: false } },
      ],
    ],
  ])('reads %j', (text, upstreams) => {
    expect(parseUpstreams(text)).toEqual(upstreams);
  });

  it.each([
    'a',
    'a=b:1',
    'a=ftp://b:1',
    'a=tcp://b',
    'a:0=http://b:1',
    'a:70000=http://b:1',
    'a=http://b:0',
    'a=http://b/c',
    '=http://b:1',
  ])('refuses %j', (text) => {
    expect(() => parseUpstreams(text)).toThrow(
      expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(`'${text}'`) }),
    );
  });
});

describe('gatewayOptionsFromEnv', () => {
  it('makes a gateway of files and texts', async () => {
    await using directory = await temporaryDirectory();
    const authority = await openAuthority(directory.path);
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(path.join(directory.path, name), text);
      return path.join(directory.path, name);
    };
    const { key, cert } = authority.issue(['pokeapi.co', '*.allowed.test']);
    const options = gatewayOptionsFromEnv({
      PLAYGROUND_GATEWAY_PORT: '0',
      PLAYGROUND_GATEWAY_KEY_FILE: await file('leaf.key', key),
      PLAYGROUND_GATEWAY_CERT_FILE: await file('leaf.crt', cert),
      PLAYGROUND_GATEWAY_CA_FILE: authority.caCertificatePath,
      PLAYGROUND_GATEWAY_UPSTREAMS: 'postgres:5432=tcp://127.0.0.1:1',
      PLAYGROUND_ALLOWED_HOSTS: '*.allowed.test, other.test',
      PLAYGROUND_RECORDS: '7',
    });
    expect(options.dataset.people.size).toBe(7);
    const gateway = embeddedGateway(options);
    try {
      const { url, caFile, hosts } = await gateway.start();
      expect(caFile).toBe(authority.caCertificatePath);
      expect(hosts).toEqual(
        expect.arrayContaining(['pokeapi.co', 'postgres:5432', '*.allowed.test', 'other.test']),
      );
      await using client = createProxyClient(url, { ca: authority.caCertificate });
      expect((await client.ask('https://pokeapi.co/api/v2/pokemon?limit=1')).status).toBe(200);
    } finally {
      await gateway.stop();
    }
  });

  it('names the variable whose file is missing', () => {
    expect(() => gatewayOptionsFromEnv({ PLAYGROUND_GATEWAY_KEY_FILE: '/nowhere/leaf.key' })).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: "PLAYGROUND_GATEWAY_KEY_FILE must be the path of a PEM file, but is '/nowhere/leaf.key'.",
      }),
    );
  });

  it('listens for clients without a proxy, and stands in for Snowflake, when asked', async () => {
    await using directory = await temporaryDirectory();
    const { key, cert } = (await openAuthority(directory.path)).issue(['a.test']);
    const file = path.join(directory.path, 'leaf.pem');
    await writeFile(file, `${key}${cert}`);
    const files = {
      PLAYGROUND_GATEWAY_KEY_FILE: file,
      PLAYGROUND_GATEWAY_CERT_FILE: file,
      PLAYGROUND_GATEWAY_CA_FILE: file,
    };
    const options = gatewayOptionsFromEnv({
      ...files,
      PLAYGROUND_GATEWAY_HTTP_PORT: '80',
      PLAYGROUND_GATEWAY_HTTPS_PORT: '443',
      PLAYGROUND_GATEWAY_SNOWFLAKE_DATABASE_URL: 'postgresql://a:b@postgres:5432/c',
    });
    expect(options.direct).toEqual({ http: 80, https: 443 });
    expect(options.standIns.flatMap(({ hosts }) => hosts)).toContain('*.snowflakecomputing.com');
    expect(() => gatewayOptionsFromEnv({ ...files, PLAYGROUND_GATEWAY_HTTPS_PORT: '443' })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('PLAYGROUND_GATEWAY_HTTP_PORT is missing'),
      }),
    );
  });
});
