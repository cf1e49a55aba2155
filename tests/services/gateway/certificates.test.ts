import { once } from 'node:events';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { connectThrough, createProxyClient, secureThrough } from '../../support/proxy-client.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { type StartedGateway, startGateway } from './start-gateway.ts';

let gateway: StartedGateway;

beforeAll(async () => {
  gateway = await startGateway();
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
});

describe('the certificate', () => {
  it.each([
    ['api.sample.test', 'api.sample.test', 'DNS:api.sample.test'],
    ['api.sample.test', 'elsewhere.test', 'DNS:api.sample.test'],
    ['api.sample.test', undefined, 'DNS:api.sample.test'],
    ['a.b.tenant.sample.test', 'api.sample.test', 'DNS:a.b.tenant.sample.test'],
  ])('in a tunnel to %s is of that host, when the client says %s', async (host, servername, names) => {
    const secure = await secureThrough(gateway.url, `${host}:443`, {
      ca: gateway.authority.caCertificate,
      // An address is never sent as a server name.
      servername: servername ?? '',
      checkServerIdentity: () => undefined,
    });
    expect(secure.getPeerCertificate().subjectaltname).toBe(names);
    secure.destroy();
  });

  it('is asked for once for each host, also when many come at the same time', async () => {
    const issue = jest.fn(async (host: string) => gateway.authority.issue([host]));
    await using counted = await startGateway({ issue, clientCa: gateway.authority.caCertificate });
    await using client = createProxyClient(counted.url, { ca: gateway.authority.caCertificate });
    const urls = ['https://api.sample.test/world', 'https://a.tenant.sample.test/world'];
    await Promise.all(Array.from({ length: 20 }, (_, index) => client.ask(urls[index % 2] as string)));
    expect(issue.mock.calls.map(([host]) => host).sort()).toEqual([
      'a.tenant.sample.test',
      'api.sample.test',
    ]);
  });

  it('of a host that had to go for 500 newer ones serves whoever is connected, or about to be', async () => {
    const issue = jest.fn(async (host: string) => gateway.authority.issue([host]));
    const { caCertificate: ca } = gateway.authority;
    const handshakeTimeoutMs = 60_000;
    await using crowded = await startGateway({ issue, clientCa: ca, handshakeTimeoutMs });
    const open = await secureThrough(crowded.url, 'api.sample.test:443', { ca });
    const { socket: opening } = await connectThrough(crowded.url, 'api.sample.test:443');
    const visit = async (number: number): Promise<void> => {
      const tunnel = await connectThrough(crowded.url, `n${number}.tenant.sample.test:443`);
      expect(tunnel.status).toBe(200);
      tunnel.socket.destroy();
    };
    for (let number = 0; number < 500; number += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, more) => visit(number + more)));
    }
    const late = connectTls({ socket: opening, servername: 'api.sample.test', ca });
    await once(late, 'secureConnect');
    for (const secure of [open, late]) expect(await askOnce(secure)).toMatch(/^HTTP\/1.1 200 /);
    const issuedOnce = issue.mock.calls.length;
    const fresh = await secureThrough(crowded.url, 'api.sample.test:443', { ca });
    expect(await askOnce(fresh)).toMatch(/^HTTP\/1.1 200 /);
    expect([issuedOnce, issue.mock.calls.length]).toEqual([501, 502]);
  }, 60_000);

  it('that cannot be made is a refused tunnel, and tried again the next time', async () => {
    const issue = jest.fn(async (host: string) => gateway.authority.issue([host]));
    issue.mockRejectedValueOnce(new Error('no more ink'));
    await using failing = await startGateway({ issue });
    const refused = await connectThrough(failing.url, 'api.sample.test:443');
    expect([refused.status, refused.reason]).toEqual([502, 'No certificate for api.sample.test']);
    const opened = await connectThrough(failing.url, 'api.sample.test:443');
    expect(opened.status).toBe(200);
    for (const { socket } of [refused, opened]) socket.destroy();
  });

  it('that the client does not trust is in the journal', async () => {
    await gateway.reset();
    await expect(secureThrough(gateway.url, 'api.sample.test:443', {})).rejects.toMatchObject({
      code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/),
    });
    const [entry] = await waitUntil('the end of the tunnel', async () => {
      const entries = await gateway.journal();
      return entries[0]?.duration_ms != null && entries;
    });
    expect(entry).toMatchObject({
      operation: 'CONNECT',
      target: 'api.sample.test:443',
      status: 200,
      error_code: 'tls_failed',
    });
  });

  it.each([
    ['clear text', 'GET / HTTP/1.1\r\nHost: api.sample.test\r\n\r\n'],
    ['a broken client hello', Buffer.from('16030100050100000100', 'hex')],
  ])('is not given for %s', async (_what, bytes) => {
    const { socket } = await connectThrough(gateway.url, 'api.sample.test:443');
    socket.on('error', () => undefined);
    socket.resume().write(bytes);
    await once(socket, 'close');
    expect((await gateway.client.ask('https://api.sample.test/world')).status).toBe(200);
  });
});

describe('a client certificate', () => {
  const PASSPHRASE = 'open sesame';

  async function isAuthorized(tls: Parameters<typeof createProxyClient>[1]): Promise<boolean> {
    await using client = createProxyClient(gateway.url, { ca: gateway.authority.caCertificate, ...tls });
    const answer = await client.ask('https://api.sample.test/echo');
    return answer.json<{ hasClientCertificate: boolean }>().hasClientCertificate;
  }

  it('of the authority counts', async () => {
    const pem = gateway.authority.issueClient('ada', PASSPHRASE);
    expect(await isAuthorized({ key: pem, cert: pem, passphrase: PASSPHRASE })).toBe(true);
  });

  it('of another authority does not', async () => {
    await using directory = await temporaryDirectory();
    const pem = (await openAuthority(directory.path)).issueClient('mallory', PASSPHRASE);
    expect(await isAuthorized({ key: pem, cert: pem, passphrase: PASSPHRASE })).toBe(false);
  });

  it('that is a server certificate does not', async () => {
    expect(await isAuthorized({ ...gateway.authority.issue(['ada.test']) })).toBe(false);
  });

  it('is not needed, and its absence is told', async () => {
    expect(await isAuthorized({})).toBe(false);
  });

  it.each([
    ['none', false],
    ['one', true],
  ])('is remembered when a session is resumed: %s', async (_which, expected) => {
    const pem = gateway.authority.issueClient('ada', PASSPHRASE);
    const shown = expected ? { key: pem, cert: pem, passphrase: PASSPHRASE } : {};
    const tls = { ca: gateway.authority.caCertificate, ...shown };
    const first = await secureThrough(gateway.url, 'api.sample.test:443', tls);
    const [session] = (await once(first.resume(), 'session')) as [Buffer];
    first.destroy();
    const second = await secureThrough(gateway.url, 'api.sample.test:443', { ...tls, session });
    expect(second.isSessionReused()).toBe(true);
    expect(await askOnce(second)).toContain(`"hasClientCertificate":${expected}`);
  });
});

async function askOnce(secure: TLSSocket): Promise<string> {
  secure.write('GET /echo HTTP/1.1\r\nHost: api.sample.test\r\nConnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of secure) answer += chunk;
  return answer;
}
