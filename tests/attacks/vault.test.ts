import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { backupKeyOf, parseBackup, presentBackup } from '../../services/key-vault/vault/backup.ts';
import { type StartedKeyVault, startKeyVault } from '../services/key-vault/start-key-vault.ts';

let vault: StartedKeyVault;
let backup: string;
let token: string;

/** A request with one token for all: to sign in costs more than the question. */
function call(method: string, path: string, json?: unknown) {
  const headers = { Authorization: `Bearer ${token}` };
  const query = `${path.includes('?') ? '&' : '?'}api-version=7.4`;
  return vault.send(method, `${path}${query}`, { headers, ...(json !== undefined && { json }) });
}

beforeAll(async () => {
  vault = await startKeyVault();
  token = await vault.token();
  backup = (await call('POST', '/secrets/postgresHost/backup')).body.value;
});

beforeEach(() => vault.service.reset());

afterAll(async () => {
  await expectHealthy();
  await vault[Symbol.asyncDispose]();
});

/** Every list and every secret can be read. */
async function expectHealthy(): Promise<void> {
  for (const path of [
    '/secrets',
    '/secrets/postgresHost/versions',
    '/deletedsecrets',
    '/secrets/postgresHost',
  ]) {
    expect([path, (await call('GET', path)).status]).toEqual([path, 200]);
  }
}

const oldForgery = (content: unknown) => {
  const bytes = Buffer.from(JSON.stringify(content));
  const key = 'connector-playground backup playground-client-secret';
  return Buffer.concat([createHmac('sha256', key).update(bytes).digest(), bytes]).toString('base64url');
};

function flipped(at: number): string {
  const blob = Buffer.from(backup, 'base64url');
  const place = at < 0 ? blob.length + at : at;
  blob[place] = (blob[place] as number) ^ 1;
  return blob.toString('base64url');
}

describe('a backup is refused whole', () => {
  it.each([
    ['signed with what a client knows', () => oldForgery({ name: 'n', versions: [] })],
    ['so signed, without versions', () => oldForgery({ name: 'n' })],
    ['so signed, of no object', () => oldForgery(null)],
    ['so signed, with an odd name', () => oldForgery({ name: { toLowerCase: 1 }, versions: [{}] })],
    ['with the first bit of its nonce changed', () => flipped(0)],
    ['with a bit of its content changed', () => flipped(20)],
    ['with the last bit of its tag changed', () => flipped(-1)],
    ['cut by a character', () => backup.slice(0, -1)],
    ['cut to its half', () => backup.slice(0, backup.length / 2)],
    ['cut to nonce and tag', () => Buffer.from(backup, 'base64url').subarray(0, 28).toString('base64url')],
    ['cut to less than that', () => backup.slice(0, 20)],
    ['empty', () => ''],
    ['with something behind', () => `${backup}AAAA`],
    ['twice', () => backup + backup],
    ['with blanks in it', () => `${backup.slice(0, 9)} ${backup.slice(9)}`],
    ['in plain base64', () => `${Buffer.from(backup, 'base64url').toString('base64')}+/`],
    ['of zeros', () => 'A'.repeat(400)],
    ['that is a number', () => 7],
    ['that is a list', () => [backup]],
    ['that is an object', () => ({ value: backup })],
    ['that is nothing', () => null],
  ])('%s', async (_name, forge) => {
    await call('DELETE', '/secrets/postgresHost');
    await call('DELETE', '/deletedsecrets/postgresHost');
    const before = (await call('GET', '/secrets')).body;
    const { status, body } = await call('POST', '/secrets/restore', { value: forge() });
    expect([status, body.error.code]).toEqual([400, 'BadParameter']);
    expect((await call('GET', '/secrets')).body).toEqual(before);
  });

  it('but comes back when it is whole, after a reset too', async () => {
    await call('DELETE', '/secrets/postgresHost');
    await call('DELETE', '/deletedsecrets/postgresHost');
    expect(await call('POST', '/secrets/restore', { value: backup })).toMatchObject({ status: 200 });
    expect((await call('GET', '/secrets/postgresHost')).body.value).toBe('127.0.0.1');
    expect(backup).not.toContain(Buffer.from('127.0.0.1').toString('base64url'));
  });

  it('comes back after a restart, and in no vault with another secret', async () => {
    const options = { backupSecret: 'one' };
    await using first = await startKeyVault(options);
    const { value } = (await first.call('POST', '/secrets/postgresHost/backup')).body;
    for (const [backupSecret, status] of [
      ['one', 200],
      ['two', 400],
    ] as const) {
      await using second = await startKeyVault({ backupSecret, secrets: {} });
      expect((await second.call('POST', '/secrets/restore', { value })).status).toBe(status);
    }
  });

  it('is not made of more than could be restored', () => {
    const version = { id: '0'.repeat(32), value: 'x', enabled: true, created: 0, updated: 0 };
    const key = backupKeyOf('one');
    const secretOf = (count: number, value = 'x') => {
      const others = Array.from({ length: count - 1 }, () => ({ ...version, value }));
      return { name: 'n', versions: [version, ...others] as const };
    };
    expect(parseBackup({ value: presentBackup(secretOf(500), key) }, key)).toEqual(secretOf(500));
    expect(() => presentBackup(secretOf(501), key)).toThrow('501 versions');
    expect(() => presentBackup(secretOf(500, '\u0001'.repeat(25 * 1024)), key)).toThrow(
      'cannot be backed up',
    );
  });
});

const text = 'x';
const own = (json: string) => JSON.parse(json) as unknown;

describe('what was taken makes no list a 500', () => {
  it.each([
    ['tags with __proto__', own('{"value":"x","tags":{"__proto__":"y"}}')],
    ['tags with constructor', { value: text, tags: { constructor: 'y', toString: 'z' } }],
    ['an empty tag', { value: text, tags: { '': '' } }],
    ['tags in other scripts', { value: text, tags: { ключ: '値', '\u0000': '\ud800' } }],
    ['tags that are no texts', { value: text, tags: { a: 1 } }],
    ['tags in a list', { value: text, tags: [['a', 'b']] }],
    ['nbf in the last year', { value: text, attributes: { nbf: 253_402_300_799 } }],
    ['nbf beyond it', { value: text, attributes: { nbf: 253_402_300_800 } }],
    ['exp before 1970', { value: text, attributes: { exp: -1 } }],
    ['exp of 1e308', { value: text, attributes: { exp: 1e308 } }],
    ['exp as text', { value: text, attributes: { exp: '1' } }],
    ['exp in fractions', { value: text, attributes: { exp: 0.5 } }],
    ['exp before nbf', { value: text, attributes: { nbf: 2, exp: 1 } }],
    ['attributes with __proto__', own('{"value":"x","attributes":{"__proto__":{"enabled":5}}}')],
    ['a body with __proto__', own('{"value":"x","__proto__":{"value":5}}')],
    ['enabled as text', { value: text, attributes: { enabled: 'yes' } }],
    ['a content type in other scripts', { value: text, contentType: 'тип\r\nX: y' }],
    ['a content type that is a number', { value: text, contentType: 5 }],
    ['a value of half a character', { value: '\ud800' }],
    ['an empty value', { value: '' }],
    ['a disabled one', { value: text, attributes: { enabled: false } }],
    ['fields that nobody knows', { value: text, id: 'x', kid: 'y', managed: true }],
  ])('%s', async (_name, body) => {
    const set = await call('PUT', '/secrets/odd', body);
    expect([200, 400]).toContain(set.status);
    await expectHealthy();
    if (set.status === 400) return;
    for (const path of ['/secrets/odd/versions', '/secrets?maxresults=25']) {
      expect((await call('GET', path)).status).toBe(200);
    }
    const { value } = (await call('POST', '/secrets/odd/backup')).body;
    await call('DELETE', '/secrets/odd');
    expect((await call('GET', '/deletedsecrets')).status).toBe(200);
    await call('DELETE', '/deletedsecrets/odd');
    expect((await call('POST', '/secrets/restore', { value })).status).toBe(200);
    await expectHealthy();
  });

  it.each([
    'restore',
    'backup',
    'versions',
    'constructor',
    '__proto__',
    '-',
    'x'.repeat(127),
    'x'.repeat(128),
    'a%2Fb',
    '%ZZ',
    '%00',
    'a.b',
    'ä',
  ])('a secret named %s', async (name) => {
    const { status } = await call('PUT', `/secrets/${encodeURI(name)}`, { value: text });
    expect([200, 400, 404]).toContain(status);
    await expectHealthy();
  });
});

describe('a token is refused', () => {
  const claims = {
    aud: 'https://vault.azure.net',
    iss: 'https://sts.windows.net/7e4a0000-0000-4000-8000-000000000001/',
  };
  const later = () => Math.floor(Date.now() / 1000) + 3600;
  const bare = (header: object) =>
    `${[header, { ...claims, exp: later() }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  const withKey = async (kid: string) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid })
      .setExpirationTime(later())
      .sign(new TextEncoder().encode(JSON.stringify((await keys())[0])));
  const keys = async () => (await vault.send('GET', '/common/discovery/keys')).body.keys;

  it.each([
    ['without a signature', async () => bare({ alg: 'none' })],
    ['without one, in capitals', async () => bare({ alg: 'None', typ: 'JWT' })],
    ['that the public key signed as a secret', async () => withKey((await keys())[0].kid)],
    ['of a key at a path', async () => withKey('../../../dev/null')],
    ['with a key of its own', async () => bare({ alg: 'RS256', jwk: (await keys())[0] })],
    ['with the address of a key', async () => bare({ alg: 'RS256', jku: 'http://evil.example/keys' })],
    ['with critical headers', async () => bare({ alg: 'RS256', crit: ['x'], x: 1 })],
    ['with its last letter changed', async () => (await vault.token()).replace(/.{4}$/, 'AAAA')],
    ['of another audience', async () => bare({ alg: 'RS256', kid: (await keys())[0].kid })],
    ['that is a word', async () => 'x'],
    ['that is dots', async () => '..'],
    ['of 8,000 letters', async () => 'a.'.repeat(4000)],
  ])('%s', async (_name, make) => {
    const headers = { Authorization: `Bearer ${await make()}` };
    const { status } = await vault.send('GET', '/secrets?api-version=7.4', { headers });
    expect(status).toBe(401);
  });
});
