import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiFivetranCom } from '../../../../services/gateway/stand-ins/api-fivetran-com.ts';
import { clientBadsslCom } from '../../../../services/gateway/stand-ins/client-badssl-com.ts';
import { packageIndex } from '../../../../services/gateway/stand-ins/package-index.ts';
import { webhooksFivetranCom } from '../../../../services/gateway/stand-ins/webhooks-fivetran-com.ts';
import { type Mounted, mount } from './mount.ts';

const PATH = '/v1/connections/test_connection_id';
const HEADERS = { Accept: 'application/json;version=2', Authorization: 'Basic cGxheWdyb3VuZDpwbGF5Z3JvdW5k' };

describe('api.fivetran.com', () => {
  let fivetran: Mounted;

  beforeEach(async () => {
    fivetran = await mount(apiFivetranCom);
  });

  afterEach(() => fivetran.close());

  const read = async () => (await fivetran.ask(PATH, { headers: HEADERS })).json();
  const patch = (value: unknown) =>
    fivetran.ask(PATH, { method: 'PATCH', headers: HEADERS, body: JSON.stringify(value) });

  it('has the connection of the Connector SDK', async () => {
    expect(await read()).toMatchObject({
      code: 'Success',
      data: {
        id: 'test_connection_id',
        service: 'connector_sdk',
        paused: false,
        config: { secrets_list: [] },
      },
    });
  });

  it('keeps what the public example writes, secret by secret', async () => {
    const first = await patch({
      config: {
        secrets_list: [
          { value: 'ada', key: 'username' },
          { value: 'one', key: 'token' },
        ],
      },
    });
    expect(first.json()).toMatchObject({ code: 'Success', message: 'Connection has been updated' });
    await patch({
      paused: true,
      unknown: 1,
      config: { secrets_list: [{ value: 'two', key: 'token' }, 'odd'] },
    });
    const { data } = await read();
    expect(data).toMatchObject({
      paused: true,
      config: {
        secrets_list: [
          { key: 'username', value: 'ada' },
          { key: 'token', value: 'two' },
        ],
      },
    });
    expect(data).not.toHaveProperty('unknown');
  });

  it('forgets it when it is mounted anew', async () => {
    await patch({ paused: true });
    const other = await mount(apiFivetranCom);
    try {
      expect((await other.ask(PATH, { headers: HEADERS })).json().data.paused).toBe(false);
    } finally {
      await other.close();
    }
  });

  it.each([
    ['no credentials', PATH, { Authorization: '' }, 401, 'Unauthorized'],
    ['a bearer token', PATH, { Authorization: 'Bearer x' }, 401, 'Unauthorized'],
    ['an unknown version', PATH, { Accept: 'application/json;version=9' }, 400, 'UnsupportedVersion'],
    ['another connection', '/v1/connections/None', {}, 404, 'NotFound_Connection'],
    ['another path', '/v1/nothing', {}, 404, 'NotFound'],
  ])('refuses %s', async (_what, path, headers, status, code) => {
    const answer = await fivetran.ask(path, { headers: { ...HEADERS, ...headers } });
    expect([answer.status, answer.json()]).toEqual([status, { code, message: expect.any(String) }]);
  });

  it.each([
    ['text', 'not JSON'],
    ['a list', '[]'],
    ['a configuration that is none', '{"config":"x"}'],
    ['far too long', `{"config":{"x":"${'y'.repeat(8 * 1024 * 1024)}"}}`],
  ])('refuses a body that is %s', async (_what, body) => {
    const answer = await fivetran.ask(PATH, { method: 'PATCH', headers: HEADERS, body });
    expect([answer.status, answer.json().code]).toEqual([400, 'InvalidInput']);
  });
});

describe('client.badssl.com', () => {
  it.each([
    [true, 200],
    [false, 400],
  ])('answers a client whose certificate is %p with %i', async (clientCertificateAuthorized, status) => {
    const badssl = await mount(clientBadsslCom, { clientCertificateAuthorized });
    try {
      const answer = await badssl.ask('/');
      const lines = answer.text
        .replaceAll(/<[^>]+>/g, '')
        .split('\n')
        .filter((line) => line.trim() !== '');
      expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
      if (status === 200) {
        expect(lines).toEqual([
          'client.badssl.com',
          'body { background: green; }',
          'client.badssl.com',
          'This site requires a client-authenticated TLS handshake.',
        ]);
      }
    } finally {
      await badssl.close();
    }
  });
});

describe('the hosts that the Connector SDK asks by itself', () => {
  it.each([
    ['/pypi/fivetran_connector_sdk/json', 200],
    ['/pypi/fivetran-connector-sdk/json', 200],
    ['/pypi/Requests/json', 404],
    ['/simple/requests/', 404],
  ])('answers %s of the package index with %i', async (path, status) => {
    const pypi = await mount(packageIndex);
    try {
      const answer = await pypi.ask(path);
      expect(answer.status).toBe(status);
      expect(answer.json()).toMatchObject(
        status === 200 ? { info: { version: '3.0.0' } } : { message: 'Not Found' },
      );
    } finally {
      await pypi.close();
    }
  });

  it('takes whatever is reported to webhooks.fivetran.com', async () => {
    const webhooks = await mount(webhooksFivetranCom);
    try {
      for (const path of ['/', '/webhooks/any/path?x=1']) {
        const answer = await webhooks.ask(path, { method: 'POST', body: 'x'.repeat(100_000) });
        expect([answer.status, answer.text]).toEqual([204, '']);
      }
      expect((await webhooks.ask('/')).status).toBe(404);
    } finally {
      await webhooks.close();
    }
  });
});
