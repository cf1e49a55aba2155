import { createPrivateKey } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import ssh2 from 'ssh2';
import { embeddedBastion } from '../../../services/bastion/embedded.ts';
import { logIn } from './ssh-client.ts';
import { startBastion } from './start-bastion.ts';

it('keeps files that only their owner may read', async () => {
  await using bastion = await startBastion();
  const files = await readdir(bastion.directory, { recursive: true, withFileTypes: true });
  const modes = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => ((await stat(join(parentPath, name))).mode & 0o777).toString(8)),
  );
  // Three host keys; six user keys in two formats, with the public key of each.
  expect(modes).toEqual(Array(3 + 6 * 3).fill('600'));
  expect((await stat(join(bastion.directory, 'keys'))).mode & 0o777).toBe(0o700);
});

it('tells the texts of its files, and their base64', async () => {
  await using bastion = await startBastion();
  const { user: _user, passphrase: _passphrase, ...keys } = bastion.endpoints.key;
  for (const { publicKey, openSsh, pem } of Object.values(keys)) {
    for (const { path, text, base64 } of [openSsh, pem]) {
      expect(await readFile(path, 'utf8')).toBe(text);
      expect(Buffer.from(base64, 'base64').toString()).toBe(text);
    }
    expect(await readFile(`${openSsh.path}.pub`, 'utf8')).toBe(`${publicKey}\n`);
  }
});

it.each([
  ['rsa', 'BEGIN RSA PRIVATE KEY', false],
  ['rsaEncrypted', 'Proc-Type: 4,ENCRYPTED', true],
  ['ecdsa', 'BEGIN EC PRIVATE KEY', false],
  ['ecdsaEncrypted', 'Proc-Type: 4,ENCRYPTED', true],
  ['ed25519', 'BEGIN PRIVATE KEY', false],
  ['ed25519Encrypted', 'BEGIN ENCRYPTED PRIVATE KEY', true],
] as const)('writes %s as PEM and OpenSSH of the same key', async (name, header, isEncrypted) => {
  await using bastion = await startBastion();
  const { passphrase, [name]: key } = bastion.endpoints.key;
  expect(key.pem.text).toContain(header);
  expect(key.openSsh.text).toContain('BEGIN OPENSSH PRIVATE KEY');

  const secret = isEncrypted ? passphrase : undefined;
  const fromOpenSsh = ssh2.utils.parseKey(key.openSsh.text, secret);
  const der = (pem: string) =>
    createPrivateKey({ key: pem, ...(secret !== undefined && { passphrase: secret }) }).export({
      type: 'pkcs8',
      format: 'der',
    });
  if (!('getPrivatePEM' in fromOpenSsh)) throw fromOpenSsh;
  expect(der(key.pem.text)).toEqual(der(fromOpenSsh.getPrivatePEM()));
});

it('keeps its keys over a restart, and makes again what is missing', async () => {
  await using bastion = await startBastion();
  const { port: _port, knownHosts: _knownHosts, ...before } = bastion.endpoints;
  await bastion.service.stop();
  await rm(`${before.key.rsa.openSsh.path}.pub`);
  await rm(before.key.ecdsa.pem.path);
  await using again = await startAgain(bastion.directory);
  expect(again.endpoints).toMatchObject(before);
  expect(await readFile(before.key.ecdsa.pem.path, 'utf8')).toBe(before.key.ecdsa.pem.text);
  expect(await readFile(`${before.key.rsa.openSsh.path}.pub`, 'utf8')).toBe(`${before.key.rsa.publicKey}\n`);
});

async function startAgain(directory: string) {
  const service = embeddedBastion({ port: 0, directory });
  return { endpoints: await service.start(), [Symbol.asyncDispose]: () => service.stop() };
}

it('refuses to start with a damaged key, and names the file', async () => {
  await using bastion = await startBastion();
  await bastion.service.stop();
  const { path } = bastion.endpoints.key.rsa.openSsh;
  await writeFile(path, 'not a key');
  await expect(startAgain(bastion.directory)).rejects.toMatchObject({
    code: 'ERR_SERVICE_FAILED',
    message: expect.stringContaining(path),
  });
});

it('refuses to start with another passphrase than its keys were made with', async () => {
  await using bastion = await startBastion();
  await bastion.service.stop();
  const { user } = bastion.endpoints.key;
  await expect(
    embeddedBastion({
      port: 0,
      directory: bastion.directory,
      key: { user, passphrase: 'another' },
    }).start(),
  ).rejects.toMatchObject({
    code: 'ERR_BAD_OPTION',
    message: expect.stringContaining('made with another passphrase'),
  });
});

it('gives a client what it needs to know the host by', async () => {
  await using bastion = await startBastion();
  const { endpoints } = bastion;
  const lines = endpoints.knownHosts.trimEnd().split('\n');
  expect(lines.map((line) => line.split(' ').slice(0, 2))).toEqual(
    endpoints.hostKeys.map(({ type }) => [`[127.0.0.1]:${endpoints.port}`, type]),
  );

  const seen: string[] = [];
  for (const { type } of endpoints.hostKeys) {
    using _ssh = await logIn(endpoints, {
      algorithms: { serverHostKey: [type as 'ssh-rsa'] },
      hostHash: 'sha256',
      hostVerifier: (hash: string) => {
        seen.push(`SHA256:${Buffer.from(hash, 'hex').toString('base64').replace(/=+$/, '')}`);
        return true;
      },
    });
  }
  expect(seen).toEqual(endpoints.hostKeys.map(({ fingerprint }) => fingerprint));
});
