import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Authority, openAuthority } from '../../authority/open-authority.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const dayMs = 86_400_000;
const wholeSecond = Date.UTC(2026, 5, 1, 12);
let nowMs = wholeSecond;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let authority: Authority;

beforeAll(async () => {
  directory = await temporaryDirectory();
  authority = await openAuthority(directory.path, () => nowMs);
});

afterAll(async () => directory[Symbol.asyncDispose]());

const issued = (...hosts: string[]) => new X509Certificate(authority.issue(hosts).cert);

describe('a server certificate', () => {
  it.each([
    [['a.example.com'], 'DNS:a.example.com'],
    [['B.example.com', 'a.example.com', 'b.example.com'], 'DNS:a.example.com, DNS:b.example.com'],
    [['*.example.com'], 'DNS:*.example.com'],
    [['127.0.0.1'], 'IP Address:127.0.0.1'],
    [['::1'], 'IP Address:0:0:0:0:0:0:0:1'],
    [['2001:DB8:0:0:0:0:0:1'], 'IP Address:2001:DB8:0:0:0:0:0:1'],
    [['::ffff:10.0.0.1'], 'IP Address:0:0:0:0:0:FFFF:A00:1'],
    [['fe80::1%eth0'], 'IP Address:FE80:0:0:0:0:0:0:1'],
    [['my_bucket.s3.amazonaws.com'], 'DNS:my_bucket.s3.amazonaws.com'],
  ])('for %j has the names %s', (hosts, names) => {
    expect(issued(...hosts).subjectAltName).toBe(names);
  });

  it.each([
    [],
    [''],
    ['two words'],
    ['http://example.com'],
    ['example.com:443'],
    ['a.*.example.com'],
    ['*'],
    ['exämple.com'],
    ['.example.com'],
    ['example.com.'],
    [`${'a'.repeat(64)}.com`],
    [`${'a.'.repeat(130)}com`],
    ['a\0b'],
    ['[::1]'],
  ])('is refused for %j', (...hosts) => {
    expect(() => authority.issue(hosts)).toThrow(expect.objectContaining({ code: 'ERR_BAD_OPTION' }));
  });

  it('is valid since yesterday and for no more than the 825 days that macOS allows', () => {
    const { validFrom, validTo } = issued('validity.example.com');
    expect(Date.parse(validFrom)).toBe(wholeSecond - dayMs);
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThanOrEqual(825 * dayMs);
  });

  it('has a positive serial number of at most 20 bytes, never the same', () => {
    const serials = Array.from({ length: 50 }, (_, index) => issued(`n${index}.example.com`).serialNumber);
    expect(new Set(serials).size).toBe(50);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('is a leaf of the authority, with its chain', () => {
    const { cert } = authority.issue(['chain.example.com']);
    const root = new X509Certificate(authority.caCertificate);
    const leaf = new X509Certificate(cert);
    expect(cert.endsWith(authority.caCertificate)).toBe(true);
    expect([root.ca, leaf.ca]).toEqual([true, false]);
    expect([leaf.checkIssued(root), leaf.verify(root.publicKey)]).toEqual([true, true]);
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  it('is the same for the same hosts in any order, until half its life is over', () => {
    const first = authority.issue(['x.example.com', 'y.example.com']);
    expect(authority.issue(['y.example.com', 'X.example.com'])).toBe(first);
    expect(authority.issue(['x.example.com'])).not.toBe(first);
    try {
      nowMs += 500 * dayMs;
      const later = authority.issue(['x.example.com', 'y.example.com']);
      expect(Date.parse(new X509Certificate(later.cert).validFrom)).toBe(nowMs - dayMs);
    } finally {
      nowMs = wholeSecond;
    }
  });

  it('does not outlive the authority', () => {
    const root = new X509Certificate(authority.caCertificate);
    try {
      nowMs = Date.parse(root.validTo) - 10 * dayMs;
      expect(issued('late.example.com').validTo).toBe(root.validTo);
    } finally {
      nowMs = wholeSecond;
    }
  });
});

describe('a client certificate', () => {
  it('is one text of the certificate and its encrypted key', () => {
    const pem = authority.issueClient('a client', 'a passphrase');
    expect(pem.match(/-----BEGIN .*-----/g)).toEqual([
      '-----BEGIN CERTIFICATE-----',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----',
    ]);
    const certificate = new X509Certificate(pem);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.subject).toBe('O=connector-playground\nCN=a client');
  });
});
