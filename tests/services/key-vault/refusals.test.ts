import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type StartedKeyVault, startKeyVault } from './start-key-vault.ts';

const DAY_MS = 86_400_000;
let nowMs = Date.UTC(2026, 0, 1);
let vault: StartedKeyVault;

beforeAll(async () => {
  vault = await startKeyVault({ clock: () => nowMs });
});

afterAll(async () => vault[Symbol.asyncDispose]());

beforeEach(() => vault.service.reset());

const named = (name: string) => `/secrets/${name}`;
const value = 'x';
const forgedBackup = Buffer.from(`${'0'.repeat(32)}{"name":"n","versions":[]}`).toString('base64url');

it.each([
  ['GET', named('absent'), undefined, 404, 'SecretNotFound'],
  ['GET', named('absent/'), undefined, 404, 'SecretNotFound'],
  ['GET', named('absent/versions'), undefined, 404, 'SecretNotFound'],
  ['GET', named(`postgresHost/${'0'.repeat(32)}`), undefined, 404, 'SecretNotFound'],
  ['PATCH', named('absent'), {}, 404, 'SecretNotFound'],
  ['PATCH', named(`postgresHost/${'0'.repeat(32)}`), {}, 404, 'SecretNotFound'],
  ['DELETE', named('absent'), undefined, 404, 'SecretNotFound'],
  ['POST', named('absent/backup'), undefined, 404, 'SecretNotFound'],
  ['GET', '/deletedsecrets/postgresHost', undefined, 404, 'SecretNotFound'],
  ['DELETE', '/deletedsecrets/postgresHost', undefined, 404, 'SecretNotFound'],
  ['POST', '/deletedsecrets/postgresHost/recover', undefined, 404, 'SecretNotFound'],
  ['GET', named('not_a_name'), undefined, 400, 'BadParameter'],
  ['GET', named('%E0%A4%A'), undefined, 400, 'BadParameter'],
  ['PUT', named('a'.repeat(128)), { value }, 400, 'BadParameter'],
  ['PUT', named('s'), {}, 400, 'BadParameter'],
  ['PUT', named('s'), [], 400, 'BadParameter'],
  ['PUT', named('s'), null, 400, 'BadParameter'],
  ['PUT', named('s'), { value: 1 }, 400, 'BadParameter'],
  ['PUT', named('s'), { value: 'ü'.repeat(12_801) }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, attributes: 1 }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, attributes: { enabled: 'yes' } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, attributes: { exp: 'soon' } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, attributes: { nbf: -1 } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, attributes: { nbf: 1e300 } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, contentType: 'x'.repeat(256) }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, tags: [] }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, tags: { a: 1 } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value, tags: { ...Array.from('0123456789abcdef') } }, 400, 'BadParameter'],
  ['PUT', named('s'), { value: 'x'.repeat(1024 * 1024) }, 413, 'RequestEntityTooLarge'],
  ['POST', named('restore'), {}, 400, 'BadParameter'],
  ['POST', named('restore'), { value: '' }, 400, 'BadParameter'],
  ['POST', named('restore'), { value: forgedBackup }, 400, 'BadParameter'],
  ['GET', '/secrets?maxresults=0', undefined, 400, 'BadParameter'],
  ['GET', '/secrets?maxresults=26', undefined, 400, 'BadParameter'],
  ['GET', '/secrets?maxresults=ten', undefined, 400, 'BadParameter'],
  ['GET', '/secrets?$skiptoken=!', undefined, 400, 'BadParameter'],
  ['GET', '/keys', undefined, 404, 'NotFound'],
  ['GET', '/', undefined, 404, 'NotFound'],
  ['POST', named('s'), { value }, 405, 'MethodNotAllowed'],
  ['OPTIONS', '/secrets', undefined, 405, 'MethodNotAllowed'],
])('%s %s with %j is answered with %i %s', async (method, path, body, status, code) => {
  const answer = await vault.call(method, path, body);
  expect([answer.status, answer.body.error]).toEqual([
    status,
    { code, message: expect.stringMatching(/\S/) },
  ]);
});

it('says what is not there in the words of Azure', async () => {
  const { body } = await vault.call('GET', '/secrets/absent/');
  expect(body.error.message).toMatch(/^A secret with \(name\/id\) absent was not found in this key vault\. /);
});

it('names the methods there are', async () => {
  const { headers } = await vault.call('POST', '/secrets/postgresHost');
  expect(headers['allow']?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH', 'PUT']);
});

it('takes a value of 25 KB and a name of 127 characters', async () => {
  const { status } = await vault.call('PUT', `/secrets/${'a'.repeat(127)}`, { value: 'ü'.repeat(12_800) });
  expect(status).toBe(200);
});

it('asks for a version of its interface, and takes any', async () => {
  const headers = { Authorization: `Bearer ${await vault.token()}` };
  const without = await vault.send('GET', '/secrets/postgresHost', { headers });
  expect([without.status, without.body.error.code]).toEqual([400, 'MissingApiVersionParameter']);
  for (const version of ['7.0', '7.6', '2026-04-01']) {
    const { status } = await vault.send('GET', `/secrets/postgresHost?api-version=${version}`, { headers });
    expect(status).toBe(200);
  }
});

describe('a body', () => {
  it.each([
    ['text/plain', '{"value":"x"}', 415, 'UnsupportedMediaType'],
    ['', '{"value":"x"}', 415, 'UnsupportedMediaType'],
    ['application/json', '{"value":', 400, 'BadParameter'],
    ['application/json; charset=utf-8', '', 400, 'BadParameter'],
    ['application/merge-patch+json', '{"value":"x"}', 200, undefined],
  ])('of type %j that is %j is answered with %i', async (type, text, status, code) => {
    const headers = { Authorization: `Bearer ${await vault.token()}`, ...(type && { 'Content-Type': type }) };
    const answer = await vault.send('PUT', '/secrets/s?api-version=7.4', { headers, text });
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });
});

describe('a disabled or deleted secret', () => {
  it('says why it is not told', async () => {
    await vault.call('PATCH', '/secrets/postgresHost', { attributes: { enabled: false } });
    const { status, body } = await vault.call('GET', '/secrets/postgresHost');
    expect([status, body.error]).toEqual([
      403,
      {
        code: 'Forbidden',
        message: 'Operation get is not allowed on a disabled secret.',
        innererror: { code: 'SecretDisabled' },
      },
    ]);
  });

  it('keeps its name for 90 days', async () => {
    const { body: deleted } = await vault.call('DELETE', '/secrets/postgresHost');
    expect(deleted.scheduledPurgeDate - deleted.deletedDate).toBe(90 * 86_400);
    const { status, body } = await vault.call('PUT', '/secrets/POSTGREShost', { value });
    expect([status, body.error]).toEqual([
      409,
      {
        code: 'Conflict',
        message: expect.stringContaining('deleted but recoverable'),
        innererror: { code: 'ObjectIsDeletedButRecoverable' },
      },
    ]);
    try {
      nowMs += 90 * DAY_MS;
      expect((await vault.call('GET', '/deletedsecrets/postgresHost')).status).toBe(404);
      expect((await vault.call('PUT', '/secrets/postgresHost', { value })).status).toBe(200);
    } finally {
      nowMs -= 90 * DAY_MS;
    }
  });

  it('is listed without its value', async () => {
    await vault.call('DELETE', '/secrets/postgresPassword');
    const lists = await Promise.all(
      [
        '/secrets',
        '/secrets/postgresHost/versions',
        '/deletedsecrets',
        '/deletedsecrets/postgresPassword',
      ].map((path) => vault.call('GET', path)),
    );
    expect(JSON.stringify(lists.map(({ body }) => body))).not.toContain('a password');
  });
});

it('speaks for the vault only under the vault’s name, and for identity only under its own', async () => {
  const both = [
    ['/secrets?api-version=7.4', 'fixture-vault.vault.azure.net', 401],
    ['/secrets?api-version=7.4', 'login.microsoftonline.com', 404],
    [`/${vault.endpoints.tenantId}/discovery/keys`, 'login.microsoftonline.com', 200],
    [`/${vault.endpoints.tenantId}/discovery/keys`, 'fixture-vault.vault.azure.net', 404],
  ] as const;
  for (const [path, host, status] of both) {
    expect([path, host, (await vault.send('GET', path, { host })).status]).toEqual([path, host, status]);
  }
});
