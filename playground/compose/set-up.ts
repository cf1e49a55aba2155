import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { openAuthority } from '../../authority/open-authority.ts';
import { systemClock } from '../../core/clock.ts';
import { damagedFile } from '../../core/damaged-file.ts';
import { keepFile } from '../../core/keep-file.ts';
import { silentLogger } from '../../core/logger.ts';
import { keepHostKeys } from '../../services/bastion/host-keys.ts';
import { parseTargets } from '../../services/bastion/targets.ts';
import { keepUserKeys } from '../../services/bastion/user-keys.ts';
import { keepClientCertificate } from '../client-certificate.ts';
import { writeContainersFile } from '../containers-file.ts';
import { writeContainersTruth } from '../containers-truth.ts';
import { credentialsOf } from '../credentials.ts';
import { removeOwnFile, writeOwnFile } from '../own-file.ts';
import type { Truth } from '../truth.ts';
import { endpointsAt } from './endpoints-at.ts';
import { type Places, placesInNetwork } from './places.ts';
import { serverNames } from './server-names.ts';

/** Below the root of its volume, which keeps the group it was made with. */
export const AUTHORITY_FOLDER = '/authority/root';

interface SetUpOptions {
  /** Keeps the authority's key: for the gateway, which makes certificates, and nobody else. */
  readonly authority: string;
  /** Keeps what servers and clients need. */
  readonly directory: string;
  /** Where programs outside of the network find each container. */
  readonly published: Places;
  /** Further names for the servers' certificate. */
  readonly names: readonly string[];
  /** What determines the rows of all containers; undefined: nobody can know it ahead. */
  readonly truth: Truth | undefined;
  /** What tunnels may be asked for: `127.0.0.1:5005,postgres:5432`. */
  readonly forwards: string;
}

/**
 * Makes what containers share, so that no image need hold a secret, and keeps what is there:
 *
 * - `server/`: the servers' certificate and key, the database's superuser password, the bastion's host keys, and
 *   whom it knows;
 * - `host/`: what programs outside of the network need, to be copied to where they are;
 * - `network/`: the same for programs inside of it.
 *
 * Files are for their owner and group: containers that may read them have the group.
 */
export async function setUp(options: SetUpOptions): Promise<void> {
  const { directory } = options;
  const [server, host, network] = ['server', 'host', 'network'].map((name) => path.join(directory, name)) as [
    string,
    string,
    string,
  ];
  const certificates = path.join(host, 'certificates');
  const keys = path.join(host, 'bastion', 'keys');
  for (const folder of [path.join(server, 'bastion'), certificates, keys, network]) {
    await mkdir(folder, { recursive: true });
  }
  const credentials = credentialsOf('fixed');
  const authority = await openAuthority(options.authority);
  await keepClientCertificate(certificates, authority, systemClock, silentLogger);
  const caFile = path.join(certificates, 'ca.crt');
  writeOwnFile(caFile, authority.caCertificate, 0o640);
  const { key, cert } = authority.issue([...serverNames, ...options.names]);
  writeOwnFile(path.join(server, 'tls.crt'), cert, 0o640);
  writeOwnFile(path.join(server, 'tls.key'), key, 0o640);
  await keepPassword(path.join(server, 'postgres-password'));

  const { password, key: keyUser } = credentials.bastion;
  const [hostKeys, userKeys] = await Promise.all([
    keepHostKeys(path.join(server, 'bastion')),
    keepUserKeys(keys, keyUser.passphrase),
  ]);
  const authorized = Object.values(userKeys).map(({ publicKey }) => `${publicKey}\n`);
  writeOwnFile(path.join(server, 'bastion', 'authorized_keys'), authorized.join(''), 0o640);
  writeOwnFile(path.join(server, 'bastion', 'password'), password.password, 0o640);

  const anywhere = { host: '127.0.0.1', port: 1 };
  const bastion = {
    ...anywhere,
    password,
    key: { ...keyUser, ...userKeys },
    hostKeys: hostKeys.presented,
    knownHosts: hostKeys.knownHosts(anywhere),
    forwards: parseTargets(options.forwards).map(({ host: name, port }) => ({ host: name, port })),
  };
  const { caCertificate } = authority;
  const material = { credentials, caCertificate, caFile, made: { bastion } };
  writeContainersFile(host, await endpointsAt(options.published, material));
  writeContainersFile(network, await endpointsAt(placesInNetwork, material));
  for (const folder of [host, network]) await writeContainersTruth(folder, options.truth);
  await removeOwnFile(path.join(network, 'certificates'));
  await symlink('../host/certificates', path.join(network, 'certificates'));
  for (const folder of [server, host, network, options.authority]) await shareWithGroup(folder);
}

/** The superuser of the database in its volume has it from the first start on. */
async function keepPassword(file: string): Promise<void> {
  const remedy =
    'Put the password of the database back, or remove the volumes (docker compose down --volumes): the next start makes all of them anew.';
  const make = () => randomBytes(18).toString('base64url');
  const kept = await keepFile(file, { mode: 0o600, remedy, make });
  if (kept.trim() === '') throw damagedFile(file, 'is empty', remedy);
}

/** Whoever made a file, its group may read it; the others nothing. */
async function shareWithGroup(folder: string): Promise<void> {
  await chmod(folder, 0o750);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    await chmod(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o750 : 0o640);
  }
}
