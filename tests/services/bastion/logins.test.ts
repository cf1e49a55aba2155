import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ssh2, { type ConnectConfig } from 'ssh2';
import type { BastionEndpoints, UserKey } from '../../../services/bastion/endpoints.ts';
import { logIn } from './ssh-client.ts';
import { type StartedBastion, startBastion } from './start-bastion.ts';

let bastion: StartedBastion;
beforeAll(async () => {
  bastion = await startBastion();
});
afterAll(async () => bastion[Symbol.asyncDispose]());

type Keys = Omit<BastionEndpoints['key'], 'user' | 'passphrase'>;
type Offer = (endpoints: BastionEndpoints) => ConnectConfig;

function withKey(name: keyof Keys, form: keyof Pick<UserKey, 'openSsh' | 'pem'>, passphrase?: string): Offer {
  return ({ key }) => ({
    username: key.user,
    password: undefined as never,
    privateKey: key[name][form].text,
    ...(passphrase !== undefined && { passphrase }),
  });
}

const passphrase = 'playground-ssh-passphrase';
const stranger = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 }).private;

describe('logins that are accepted', () => {
  it.each<[string, Offer]>([
    ['the password', () => ({})],
    ['RSA in OpenSSH format', withKey('rsa', 'openSsh')],
    ['RSA in PKCS#1', withKey('rsa', 'pem')],
    ['RSA encrypted, in OpenSSH format', withKey('rsaEncrypted', 'openSsh', passphrase)],
    ['RSA encrypted, in PKCS#1', withKey('rsaEncrypted', 'pem', passphrase)],
    ['ECDSA in OpenSSH format', withKey('ecdsa', 'openSsh')],
    ['ECDSA in SEC1', withKey('ecdsa', 'pem')],
    ['ECDSA encrypted, in OpenSSH format', withKey('ecdsaEncrypted', 'openSsh', passphrase)],
    ['ECDSA encrypted, in SEC1', withKey('ecdsaEncrypted', 'pem', passphrase)],
    ['Ed25519 in OpenSSH format', withKey('ed25519', 'openSsh')],
    ['Ed25519 encrypted, in OpenSSH format', withKey('ed25519Encrypted', 'openSsh', passphrase)],
    [
      'RSA decoded from base64',
      ({ key }) => ({
        username: key.user,
        password: undefined as never,
        privateKey: Buffer.from(key.rsa.pem.base64, 'base64').toString(),
      }),
    ],
  ])('%s', async (_name, offer) => {
    const client = await logIn(bastion.endpoints, offer(bastion.endpoints));
    client[Symbol.dispose]();

    expect(bastion.service.journal().at(-1)).toMatchObject({
      what: 'login',
      outcome: 'accepted',
      reason: null,
    });
  });
});

describe('logins that are refused', () => {
  it.each<[string, Offer, string]>([
    ['a wrong password', () => ({ password: 'wrong' }), 'wrong user or password'],
    ['an empty password', () => ({ password: '' }), 'wrong user or password'],
    ['an unknown user with the right password', () => ({ username: 'root' }), 'wrong user or password'],
    ['the key user with the password', ({ key }) => ({ username: key.user }), 'wrong user or password'],
    [
      'the password user with a key',
      ({ key, password }) => ({ username: password.user, password: '-', privateKey: key.rsa.pem.text }),
      'unknown user or key',
    ],
    [
      'a key that nobody has',
      ({ key }) => ({ username: key.user, password: '-', privateKey: stranger }),
      'unknown user or key',
    ],
    [
      'an unknown user with a right key',
      ({ key }) => ({ username: 'root', password: '-', privateKey: key.ed25519.openSsh.text }),
      'unknown user or key',
    ],
  ])('%s', async (_name, offer, reason) => {
    await bastion.service.reset();
    await expect(logIn(bastion.endpoints, offer(bastion.endpoints))).rejects.toThrow(
      'All configured authentication methods failed',
    );

    const { journal } = bastion.service;
    expect(journal()).toContainEqual(expect.objectContaining({ what: 'login', outcome: 'refused', reason }));
    expect(journal()).not.toContainEqual(expect.objectContaining({ outcome: 'accepted' }));
  });

  it.each<[string, keyof Keys, 'openSsh' | 'pem', string | undefined]>([
    ['no passphrase, OpenSSH format', 'rsaEncrypted', 'openSsh', undefined],
    ['no passphrase, PKCS#1', 'rsaEncrypted', 'pem', undefined],
    ['a wrong passphrase, OpenSSH format', 'ed25519Encrypted', 'openSsh', 'wrong'],
    ['a wrong passphrase, SEC1', 'ecdsaEncrypted', 'pem', 'wrong'],
  ])('cannot even be tried with an encrypted key and %s', async (_name, name, form, secret) => {
    await expect(logIn(bastion.endpoints, withKey(name, form, secret)(bastion.endpoints))).rejects.toThrow(
      /privateKey/,
    );
  });
});
