import { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import { checkServer } from '../../../services/key-vault/check-server.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

await using directory = await temporaryDirectory();
const { cert } = (await openAuthority(directory.path)).issue(['localhost', '127.0.0.1', '::1']);
const certificate = new X509Certificate(cert).toLegacyObject() as PeerCertificate;

describe('checkServer', () => {
  it.each(['localhost', '127.0.0.1', '::1', '0:0:0:0:0:0:0:1'])('knows %s', (host) => {
    expect(checkServer(host, certificate)).toBeUndefined();
  });

  it.each(['example.org', '127.0.0.2', '::2'])('refuses %s', (host) => {
    expect(checkServer(host, certificate)).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});
