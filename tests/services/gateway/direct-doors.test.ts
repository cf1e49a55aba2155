import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StartedGateway, startGateway } from './start-gateway.ts';

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await startGateway({ direct: { http: 0, https: 0 } });
});
afterAll(async () => gateway[Symbol.asyncDispose]());

interface Answer {
  readonly status: number | undefined;
  readonly body: Record<string, unknown>;
}

/** Asks as a program does whose resolver says that every host is this machine. */
async function ask(url: string, more: object = {}): Promise<Answer> {
  const { protocol, hostname, host, pathname } = new URL(url);
  const isTls = protocol === 'https:';
  const port = isTls ? gateway.direct?.https : gateway.direct?.http;
  const options = { host: '127.0.0.1', port, path: pathname, headers: { host }, agent: false, ...more };
  const asking = isTls
    ? tlsRequest({ servername: hostname, ca: gateway.authority.caCertificate, ...options })
    : plainRequest(options);
  asking.end();
  const [response] = await once(asking, 'response');
  return { status: response.statusCode, body: (await json(response)) as Answer['body'] };
}

describe('a client that resolves public names to the gateway', () => {
  it.each(['http', 'https'])('is answered over %s as through the proxy', async (scheme) => {
    const { status, body } = await ask(`${scheme}://api.sample.test/echo`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'GET', headers: { host: 'api.sample.test' } });
  });

  it('is told of a host that is not there', async () => {
    expect(await ask('http://example.org/')).toMatchObject({ status: 502 });
    expect(await ask('https://example.org/')).toMatchObject({ status: 502 });
  });

  it('is misdirected when it asks one host over the connection of another', async () => {
    expect(
      await ask('https://api.sample.test/echo', { headers: { host: 'a.tenant.sample.test' } }),
    ).toMatchObject({ status: 421 });
  });

  it('cannot reach the pages of the gateway itself', async () => {
    expect(await ask('http://api.sample.test/_playground/journal')).toMatchObject({ status: 404 });
  });

  it('may show a client certificate, which the stand-in is told of', async () => {
    const certificate = gateway.authority.issueClient('client', 'secret');
    const shown = { cert: certificate, key: certificate, passphrase: 'secret' };
    expect((await ask('https://api.sample.test/echo', shown)).body).toMatchObject({
      hasClientCertificate: true,
    });
    expect((await ask('https://api.sample.test/echo')).body).toMatchObject({ hasClientCertificate: false });
  });

  it('fails the handshake without a name, and is remembered for nothing', async () => {
    await expect(ask('https://api.sample.test/echo', { servername: '' })).rejects.toBeDefined();
  });
});

it('leaves no connection behind when it stops, not even one in the middle of a handshake', async () => {
  const brief = await startGateway({ direct: { http: 0, https: 0 } });
  const silent = connect(brief.direct?.https as number, '127.0.0.1');
  await once(silent, 'connect');
  const closed = once(silent, 'close');
  silent.on('error', () => undefined);
  await brief[Symbol.asyncDispose]();
  await closed;
});
