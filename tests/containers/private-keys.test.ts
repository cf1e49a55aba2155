import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { IMAGE, imageOf, VERSION } from './support/images.ts';

/** A heading and the text of a key: programs that only know the heading hold no key. */
const KEY = String.raw`-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----\s+(?:[A-Za-z-]+: .*\s+)*[A-Za-z0-9+/=]{40}|PuTTY-User-Key-File-[23]: .*\s+Encryption`;

/** The paths of the files of an image that hold a private key, by a search through all of them. */
async function privateKeysIn(image: string, script = ''): Promise<string[]> {
  const search = `${script}
    cd / && for entry in /*; do case $entry in /proc|/sys|/dev) ;; *) grep -rlzaP --devices=skip -e "$KEY" "$entry" 2>/dev/null ;; esac; done; true`;
  const options = ['--rm', '--network', 'none', '--user', '0', '--env', `KEY=${KEY}`, '--entrypoint', 'sh'];
  const { stdout } = await promisify(execFile)('docker', ['run', ...options, image, '-c', search]);
  // Debian's GnuTLS tests itself with keys that are part of its code; they open nothing.
  return stdout.split('\n').filter((line) => line !== '' && !/\/libgnutls\.so[^/]*$/.test(line));
}

it.each([
  IMAGE,
  imageOf('api'),
  imageOf('key-vault'),
  imageOf('gateway'),
  imageOf('redshift'),
  `connector-playground-seed:${VERSION}`,
  imageOf('bastion'),
  imageOf('s3'),
  `connector-playground-workbench:${VERSION}`,
])('%s holds no private key', async (image) => {
  expect(await privateKeysIn(image)).toEqual([]);
});

it('is searched so that a key would be found', async () => {
  const line = '0123456789abcdef'.repeat(4);
  const planted = ['RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'ENCRYPTED PRIVATE KEY']
    .map((kind, index) => `printf -- '-----BEGIN ${kind}-----\\n${line}\\n' >/tmp/planted-${index};`)
    .join('\n');
  expect((await privateKeysIn(imageOf('bastion'), planted)).sort()).toEqual(
    [0, 1, 2].map((index) => `/tmp/planted-${index}`),
  );
});
