import { X509Certificate } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { shakeHands } from './handshake.ts';

const dayMs = 86_400_000;

describe('the folder', () => {
  it('gets a certificate that all may read and a key that only its owner may', async () => {
    await using folder = await temporaryDirectory();
    const directory = path.join(folder.path, 'not', 'there', 'yet');
    const authority = await openAuthority(directory);
    expect(authority.caCertificatePath).toBe(path.join(directory, 'ca.crt'));
    expect(await readFile(authority.caCertificatePath, 'utf8')).toBe(authority.caCertificate);
    expect((await stat(path.join(directory, 'ca.key'))).mode & 0o777).toBe(0o600);
    expect((await readdir(directory)).sort()).toEqual(['ca.crt', 'ca.key']);
  });

  it('keeps the authority between starts', async () => {
    await using folder = await temporaryDirectory();
    const first = await openAuthority(folder.path);
    expect((await openAuthority(folder.path)).caCertificate).toBe(first.caCertificate);
  });

  it('gives one authority to all who open it at once', async () => {
    await using folder = await temporaryDirectory();
    const authorities = await Promise.all(Array.from({ length: 8 }, () => openAuthority(folder.path)));
    const onDisk = await readFile(path.join(folder.path, 'ca.crt'), 'utf8');
    expect(new Set(authorities.map(({ caCertificate }) => caCertificate))).toEqual(new Set([onDisk]));
    for (const authority of authorities) {
      await shakeHands(authority.issue(['localhost']), 'localhost', { ca: onDisk });
    }
    expect((await readdir(folder.path)).sort()).toEqual(['ca.crt', 'ca.key']);
  });

  it('gets a new certificate for its key when only the certificate was removed', async () => {
    await using folder = await temporaryDirectory();
    const first = await openAuthority(folder.path);
    await rm(first.caCertificatePath);
    const second = await openAuthority(folder.path);
    await shakeHands(second.issue(['localhost']), 'localhost', { ca: first.caCertificate });
  });
});

describe('renewal', () => {
  const madeAt = Date.now() - 8 * 365 * dayMs;

  it('comes before a leaf could outlive the authority, and keeps the key', async () => {
    await using folder = await temporaryDirectory();
    const old = await openAuthority(folder.path, () => madeAt);
    const renewed = await openAuthority(folder.path);
    const [before, after] = [old, renewed].map(({ caCertificate }) => new X509Certificate(caCertificate));
    expect(Date.parse(after?.validTo ?? '')).toBeGreaterThan(
      Date.parse(before?.validTo ?? '') + 7 * 365 * dayMs,
    );
    expect(await readFile(renewed.caCertificatePath, 'utf8')).toBe(renewed.caCertificate);
    // Who still trusts the old certificate can read what the renewed authority issues.
    await shakeHands(renewed.issue(['localhost']), 'localhost', { ca: old.caCertificate });
  });

  it('leaves an authority alone that has years to go', async () => {
    await using folder = await temporaryDirectory();
    const old = await openAuthority(folder.path, () => Date.now() - 5 * 365 * dayMs);
    expect((await openAuthority(folder.path)).caCertificate).toBe(old.caCertificate);
  });

  it('comes also when the clock was set back to a time before the authority', async () => {
    await using folder = await temporaryDirectory();
    await openAuthority(folder.path);
    const { caCertificate } = await openAuthority(folder.path, () => madeAt);
    expect(Date.parse(new X509Certificate(caCertificate).validFrom)).toBeLessThanOrEqual(madeAt);
  });
});

describe('a broken file', () => {
  const foreign = async (): Promise<{ cert: string; key: string }> => {
    await using elsewhere = await temporaryDirectory();
    const authority = await openAuthority(elsewhere.path);
    return authority.issue(['localhost']);
  };

  it.each([
    { file: 'ca.key', holds: 'nothing', text: async () => '' },
    { file: 'ca.key', holds: 'half a key', text: async () => (await foreign()).key.slice(0, 90) },
    { file: 'ca.key', holds: 'a certificate', text: async () => (await foreign()).cert },
    { file: 'ca.crt', holds: 'nothing', text: async () => '' },
    { file: 'ca.crt', holds: 'text', text: async () => '-----BEGIN CERTIFICATE-----\nAAAA\n' },
    { file: 'ca.crt', holds: 'a certificate of another key', text: async () => (await foreign()).cert },
  ])('$file with $holds is named, with the way out', async ({ file, text }) => {
    await using folder = await temporaryDirectory();
    await openAuthority(folder.path);
    await writeFile(path.join(folder.path, file), await text());
    await expect(openAuthority(folder.path)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringMatching(new RegExp(`^${path.join(folder.path, file)} .*Remove `)),
    });
  });

  it('is not taken for an authority when it is a leaf of the right key', async () => {
    await using folder = await temporaryDirectory();
    const { key, cert } = (await openAuthority(folder.path)).issue(['localhost']);
    await writeFile(path.join(folder.path, 'ca.key'), key);
    await writeFile(path.join(folder.path, 'ca.crt'), cert);
    await expect(openAuthority(folder.path)).rejects.toMatchObject({
      message: expect.stringContaining('is not a certificate of this authority'),
    });
  });

  it('includes a folder that is a file', async () => {
    await using folder = await temporaryDirectory();
    const file = path.join(folder.path, 'file');
    await writeFile(file, '');
    await expect(openAuthority(file)).rejects.toMatchObject({
      code: 'ERR_SERVICE_FAILED',
      message: expect.stringContaining(file),
    });
  });
});
