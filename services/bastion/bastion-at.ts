import type { Place } from '../../core/place.ts';
import type { BastionEndpoints, KeyFile, UserKey } from './endpoints.ts';

type Key = BastionEndpoints['key'];

/** A bastion as clients elsewhere must have it: its address, its lines for `known_hosts`, and where its keys lie. */
export function bastionAt(inside: BastionEndpoints, place: Place): BastionEndpoints {
  const { host, port } = place;
  return {
    ...inside,
    host,
    port,
    key: keysAt(inside.key, (path) => place.outside(path)),
    knownHosts: inside.knownHosts.replace(/^\S+/gm, port === 22 ? host : `[${host}]:${port}`),
  };
}

/** Every file that a client may be given the path of. */
export function keyFilesOf({ key }: BastionEndpoints): KeyFile[] {
  return userKeysOf(key).flatMap(([, { openSsh, pem }]) => [openSsh, pem]);
}

function keysAt(key: Key, outside: (path: string) => string): Key {
  const at = (file: KeyFile): KeyFile => ({ ...file, path: outside(file.path) });
  const keys = userKeysOf(key).map(([name, { publicKey, openSsh, pem }]) => [
    name,
    { publicKey, openSsh: at(openSsh), pem: at(pem) },
  ]);
  return { ...key, ...Object.fromEntries(keys) };
}

function userKeysOf({ user: _user, passphrase: _passphrase, ...keys }: Key): [string, UserKey][] {
  return Object.entries(keys);
}
