import { describe, expect, it } from '@jest/globals';
import { parseAuthority, presentAuthority } from '../../../services/gateway/parse-authority.ts';
import { type Route, RouteTable } from '../../../services/gateway/route-table.ts';

describe('parseAuthority', () => {
  it.each([
    ['api.example.com:443', { host: 'api.example.com', port: 443 }],
    ['API.Example.COM', { host: 'api.example.com', port: 80 }],
    ['api.example.com.:1', { host: 'api.example.com', port: 1 }],
    ['postgres:65535', { host: 'postgres', port: 65_535 }],
    ['127.0.0.1:5001', { host: '127.0.0.1', port: 5001 }],
    ['[::1]:5001', { host: '::1', port: 5001 }],
    ['[::1]', { host: '::1', port: 80 }],
    ['my_bucket.s3.amazonaws.com', { host: 'my_bucket.s3.amazonaws.com', port: 80 }],
  ])('reads %s', (text, expected) => {
    expect(parseAuthority(text, 80)).toEqual(expected);
  });

  it.each([
    '',
    ':443',
    'a:0',
    'a:65536',
    'a:443:443',
    'a b',
    'a/b',
    '::1',
    '[::1',
    '[g::1]',
    '[1.2.3.4]',
    'a:',
    'ä.de',
    `${'a'.repeat(254)}`,
    '-a',
    'a\r\nb',
    '*.a',
  ])('does not read %j', (text) => {
    expect(parseAuthority(text, 80)).toBeUndefined();
  });

  it.each(['a.test:443', '[::1]:5001'])('%s is presented as it was', (text) => {
    const parsed = parseAuthority(text);
    expect(parsed && presentAuthority(parsed)).toBe(text);
  });
});

describe('RouteTable', () => {
  const to = { host: '127.0.0.1', port: 1, tls: false };
  const upstream = (host: string, port?: number): Route => ({
    kind: 'upstream',
    host,
    to,
    ...(port !== undefined && { port }),
  });
  const table = new RouteTable([
    upstream('*.amazonaws.com'),
    upstream('*.s3.amazonaws.com'),
    upstream('s3.*.amazonaws.com'),
    upstream('s3.amazonaws.com'),
    upstream('127.0.0.1', 5001),
    upstream('postgres', 5432),
    upstream('postgres'),
    upstream('twice.test'),
    { kind: 'allowed', host: 'twice.test' },
    { kind: 'allowed', host: 'Allowed.test' },
  ]);

  it.each([
    ['s3.amazonaws.com', 443, 's3.amazonaws.com'],
    ['bucket.s3.amazonaws.com', 80, '*.s3.amazonaws.com'],
    ['my.bucket.s3.amazonaws.com', 443, '*.s3.amazonaws.com'],
    ['s3.eu-west-1.amazonaws.com', 443, 's3.*.amazonaws.com'],
    ['sts.amazonaws.com', 443, '*.amazonaws.com'],
    ['postgres', 5432, 'postgres'],
    ['postgres', 80, 'postgres'],
    ['127.0.0.1', 5001, '127.0.0.1'],
    ['allowed.test', 9999, 'Allowed.test'],
  ])('finds who answers for %s on %i: %s', (host, port, expected) => {
    expect(table.get({ host, port }).host).toBe(expected);
  });

  it.each([
    ['amazonaws.com', 443, 'unknown_host'],
    ['s3xamazonaws.com', 443, 'unknown_host'],
    ['evil-s3.amazonaws.com.test', 443, 'unknown_host'],
    ['postgres', 5433, 'unknown_port'],
    ['127.0.0.1', 80, 'unknown_port'],
  ])('knows nobody for %s on %i', (host, port, code) => {
    expect(() => table.get({ host, port })).toThrow(expect.objectContaining({ status: 502, code }));
  });

  it('asks the later of two for the same host', () => {
    expect(table.get({ host: 'twice.test', port: 443 }).kind).toBe('allowed');
  });

  it('names each host once', () => {
    expect(table.names.filter((name) => name === 'twice.test')).toHaveLength(1);
    expect(table.names).toContain('postgres:5432');
  });

  it.each(['https://a.test', 'a.test:443', 'a.test/v1', '', '.a.test', 'a b'])(
    'refuses %j as a host',
    (host) => {
      expect(() => new RouteTable([{ kind: 'allowed', host }])).toThrow(
        expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringContaining(`'${host}'`) }),
      );
    },
  );
});
