import { afterAll, beforeAll, expect, it } from '@jest/globals';
import ssh2, { type ParsedKey } from 'ssh2';
import { createAuthenticate } from '../../../services/bastion/authenticate.ts';
import { defaultBastionOptions } from '../../../services/bastion/options.ts';
import { logIn } from './ssh-client.ts';
import { type StartedBastion, startBastion } from './start-bastion.ts';

let bastion: StartedBastion;
let rsa: ParsedKey;
beforeAll(async () => {
  bastion = await startBastion();
  rsa = ssh2.utils.parseKey(bastion.endpoints.key.rsa.openSsh.text) as ParsedKey;
});
afterAll(async () => bastion[Symbol.asyncDispose]());

const blob = Buffer.from('what a client signs');

/** Judges a signature made with one hash and said to be made with another; SHA-1 is said by saying nothing. */
function judge(
  made: string,
  said: string | undefined,
  alter: (signature: Buffer) => Buffer = (same) => same,
) {
  const authenticate = createAuthenticate(defaultBastionOptions, [bastion.endpoints.key.rsa.publicKey]);
  return authenticate({
    method: 'publickey',
    username: bastion.endpoints.key.user,
    key: { algo: 'ssh-rsa', data: rsa.getPublicSSH() },
    blob,
    signature: alter(rsa.sign(blob, made)),
    hashAlgo: said,
  } as never).outcome;
}

it.each([
  ['ssh-rsa', 'sha1', undefined],
  ['rsa-sha2-256', 'sha256', 'sha256'],
  ['rsa-sha2-512', 'sha512', 'sha512'],
])('accepts %s', (_name, made, said) => {
  expect(judge(made, said)).toBe('accepted');
});

it.each<[string, string, string | undefined, (signature: Buffer) => Buffer]>([
  ['made with another hash than said', 'sha1', 'sha256', (same) => same],
  [
    'with a bit turned over',
    'sha256',
    'sha256',
    (signature) => Buffer.from(signature.map((byte) => byte ^ 1)),
  ],
  ['that is too short', 'sha256', 'sha256', (signature) => signature.subarray(1)],
  ['that is empty', 'sha256', 'sha256', () => Buffer.alloc(0)],
])('refuses a signature %s', (_name, made, said, alter) => {
  expect(judge(made, said, alter)).toBe('refused');
});

it('does not take the question whether a key would do for a login', async () => {
  await bastion.service.reset();
  const { key } = bastion.endpoints;
  using _ssh = await logIn(bastion.endpoints, {
    username: key.user,
    password: undefined as never,
    privateKey: key.rsa.pem.text,
  });
  expect(bastion.service.journal()).toHaveLength(1);
});
