import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { environmentOf } from '../../playground/environment.ts';

/** Resolves when the certificate on a port is good for a name, rejects when it is not. */
function trust(port: number, servername: string, ca: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername, ca });
    socket.once('error', reject).once('secureConnect', () => {
      socket.destroy();
      resolve();
    });
  });
}

describe('the names of a playground', () => {
  it('are those of this machine, and what it was told that clients call it', async () => {
    await using playground = await createPlayground({
      services: ['key-vault'],
      serverNames: ['docker.example', 'playground'],
    });
    const { url, caFile } = playground.endpoints['key-vault'];
    const ca = await readFile(caFile, 'utf8');
    const port = Number(new URL(url).port);
    for (const name of ['localhost', 'docker.example', 'playground']) await trust(port, name, ca);
    await expect(trust(port, 'elsewhere.example', ca)).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it.each([
    ['http://127.0.0.1:8080', '127.0.0.1,localhost,::1'],
    ['http://docker.example:8080', '127.0.0.1,localhost,::1,docker.example'],
    ['http://[fd00::2]:8080', '127.0.0.1,localhost,::1,fd00::2'],
  ])('need no proxy: %s', (url, expected) => {
    const { NO_PROXY, no_proxy } = environmentOf({ gateway: { url, caFile: '/ca.crt', hosts: [] } });
    expect([NO_PROXY, no_proxy]).toEqual([expected, expected]);
  });
});
