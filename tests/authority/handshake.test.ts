import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Authority, openAuthority } from '../../authority/open-authority.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { shakeHands } from './handshake.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let authority: Authority;

beforeAll(async () => {
  directory = await temporaryDirectory();
  authority = await openAuthority(directory.path);
});

afterAll(async () => directory[Symbol.asyncDispose]());

describe('a client that trusts the authority', () => {
  it.each([
    { hosts: ['api.example.com'], speaksTo: 'api.example.com' },
    { hosts: ['one.example.com', 'two.example.com'], speaksTo: 'two.example.com' },
    { hosts: ['*.vault.azure.net'], speaksTo: 'fixture-vault.vault.azure.net' },
    { hosts: ['API.Example.COM'], speaksTo: 'api.example.com' },
    { hosts: ['127.0.0.1'], speaksTo: '127.0.0.1' },
    { hosts: ['localhost', '127.0.0.1', '::1'], speaksTo: 'localhost' },
  ])('speaks to $speaksTo when the certificate is for $hosts', async ({ hosts, speaksTo }) => {
    const { host } = await shakeHands(authority.issue(hosts), speaksTo, { ca: authority.caCertificate });
    expect(host).toBe(speaksTo);
  });

  it.each([
    { hosts: ['api.example.com'], speaksTo: 'www.example.com' },
    { hosts: ['*.example.com'], speaksTo: 'a.b.example.com' },
    { hosts: ['*.example.com'], speaksTo: 'example.com' },
    { hosts: ['127.0.0.2', 'localhost'], speaksTo: '127.0.0.1' },
  ])('refuses $speaksTo when the certificate is for $hosts', async ({ hosts, speaksTo }) => {
    await expect(
      shakeHands(authority.issue(hosts), speaksTo, { ca: authority.caCertificate }),
    ).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('is still served by a chain that another start of the same folder issued', async () => {
    const again = await openAuthority(directory.path);
    const { host } = await shakeHands(again.issue(['localhost']), 'localhost', {
      ca: authority.caCertificate,
    });
    expect(host).toBe('localhost');
  });
});

it('is not trusted by a client that was not told to', async () => {
  await expect(shakeHands(authority.issue(['localhost']), 'localhost', {})).rejects.toMatchObject({
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
  });
});

describe('a server that asks for a client certificate', () => {
  const asking = () => ({
    ...authority.issue(['client.badssl.com']),
    ca: authority.caCertificate,
    requestCert: true,
    rejectUnauthorized: false,
  });

  it('accepts one that the authority issued', async () => {
    const pem = authority.issueClient('badssl.com client', 'badssl.com');
    const { client } = await shakeHands(asking(), 'client.badssl.com', {
      ca: authority.caCertificate,
      cert: pem,
      key: pem,
      passphrase: 'badssl.com',
    });
    expect(client).toBe('badssl.com client');
  });

  it('does not accept one of another authority', async () => {
    await using elsewhere = await temporaryDirectory();
    const pem = (await openAuthority(elsewhere.path)).issueClient('stranger', 'secret');
    const { client } = await shakeHands(asking(), 'client.badssl.com', {
      ca: authority.caCertificate,
      cert: pem,
      key: pem,
      passphrase: 'secret',
    });
    expect(client).toBeUndefined();
  });
});
