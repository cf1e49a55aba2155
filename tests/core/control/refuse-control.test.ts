import { describe, expect, it } from '@jest/globals';
import { isControlName } from '../../../core/control/control-names.ts';
import { refuseControl } from '../../../core/control/refuse-control.ts';

const here = { host: '127.0.0.1', serverNames: ['play.example.com', '*.many.example.com'] };

describe('on loopback', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['localhost', true],
    ['LOCALHOST:5001', true],
    ['localhost.:5001', true],
    ['api.localhost:1', true],
    ['127.0.0.1:5001', true],
    ['127.9.9.9', true],
    ['127.1', true],
    ['[::1]:5001', true],
    ['[::ffff:127.0.0.1]', true],
    ['192.168.1.7:5001', true],
    ['play.example.com', true],
    ['Play.Example.com:443', true],
    ['one.many.example.com', true],
    ['two.one.many.example.com', false],
    ['many.example.com', false],
    ['x.play.example.com', false],
    ['evil.example', false],
    ['localhost.evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['127.0.0.1.nip.io:5001', false],
    ['evillocalhost', false],
    ['evil', false],
    ['evil.local', false],
    ['evil.internal', false],
    ['localhost@evil.example', false],
    ['evil.example#localhost', false],
    ['localhost:5001:5001', false],
    ['localhost/', false],
    ['[::1', false],
    ['[::1].evil.example', false],
    ['999.1.1.1', false],
    ['löcalhost', false],
  ])('a client that calls it %p: %p', (name, expected) => {
    expect(isControlName(name, here)).toBe(expected);
  });
});

describe('on all addresses', () => {
  it.each([
    ['api', true],
    ['api:5001', true],
    ['8f3ab2c1d4e5', true],
    ['connector_playground_api_1', true],
    ['api.playground.svc.cluster.local', true],
    ['host.docker.internal:5001', true],
    ['evil.example', false],
    ['api.evil.example', false],
    ['local.evil.example', false],
  ])('a client that calls it %p: %p', (name, expected) => {
    expect(isControlName(name, { host: '0.0.0.0' })).toBe(expected);
    expect(isControlName(name, { host: '::' })).toBe(expected);
  });
});

const host = '127.0.0.1:5001';
const foreignOrigin = [
  'http://127.0.0.1:5002',
  'http://127.0.0.1',
  'http://localhost:5001',
  'https://127.0.0.1',
  'http://evil.example',
  'http://evil.example:5001',
  'http://127.0.0.1:5001.evil.example',
  'http://127.0.0.1:5001@evil.example',
  'http://evil@127.0.0.1:5001',
  'http://127.0.0.1:5001/',
  'http://127.0.0.1:5001, http://127.0.0.1:5001',
  'chrome-extension://127.0.0.1:5001',
  'file://',
  'null',
  '',
];

describe('an origin', () => {
  it.each(foreignOrigin)('is foreign: %p', (origin) => {
    expect(refuseControl({ host, origin }, here)).toMatchObject({ status: 403, code: 'foreign_origin' });
  });

  it.each([
    [host, `http://${host}`],
    [host, `https://${host}`],
    ['LOCALHOST:5001', 'http://localhost:5001'],
    ['[::1]:5001', 'http://[::1]:5001'],
    ['play.example.com', 'https://play.example.com'],
    ['play.example.com:443', 'https://play.example.com'],
  ])('is its own: %p asked by %p', (ownHost, origin) => {
    expect(refuseControl({ host: ownHost, origin }, here)).toBeUndefined();
  });
});

describe('Sec-Fetch-Site', () => {
  it.each([
    ['same-origin', undefined],
    ['none', undefined],
    ['same-site', 'foreign_origin'],
    ['cross-site', 'foreign_origin'],
    ['whatever', 'foreign_origin'],
    ['', 'foreign_origin'],
  ])('%p: %p', (site, code) => {
    expect(refuseControl({ host, 'sec-fetch-site': site }, here)?.code).toBe(code);
  });
});

it('says what it received, briefly, and the way out', () => {
  expect(refuseControl({ host: 'evil.example' }, here)).toEqual({
    status: 403,
    code: 'foreign_host',
    message:
      "/_playground/* is not for clients that call this service 'evil.example'. " +
      'Use localhost or its IP address, or start it with that as a server name.',
  });
  expect(refuseControl({ host: `${'x'.repeat(9000)}.example` }, here)?.message.length).toBeLessThan(400);
});

it('lets programs ask, with whatever they send beside', () => {
  expect(
    refuseControl({ host, 'content-type': 'text/plain', referer: 'http://a.example/' }, here),
  ).toBeUndefined();
});
