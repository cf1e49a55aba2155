import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BASTION_NAME } from '../../playground/bastion-name.ts';
import type { EndpointsByService } from '../../playground/manifests.ts';
import { shellQuoted } from '../shell-quoted.ts';

const RELAY = path.resolve(import.meta.dirname, `relay${path.extname(import.meta.filename)}`);

/**
 * An SSH configuration (`ssh_config(5)`) that leads `bastion.playground` to the bastion whatever port a client asks
 * for, and says of all other hosts what the user's own says. The files that it names are written into `folder`.
 *
 * @param own the text of the user's own configuration
 */
export async function bastionSshConfig(
  { host, port, knownHosts }: EndpointsByService['bastion'],
  own: string,
  folder: string,
): Promise<string> {
  const relay = path.join(folder, 'reach-bastion');
  const hostKeys = path.join(folder, 'known-hosts');
  // A script, because clients differ in which characters of a command they replace: `%` in OpenSSH, `~` in paramiko.
  await writeFile(
    relay,
    `exec ${[process.execPath, RELAY, host, String(port)].map(shellQuoted).join(' ')}\n`,
  );
  await writeFile(hostKeys, knownHosts.replace(/^\S+/gm, BASTION_NAME));
  return [
    `Host ${BASTION_NAME}`,
    `  ProxyCommand /bin/sh ${shellQuoted(relay)}`,
    `  UserKnownHostsFile "${hostKeys}"`,
    // The first value counts, and what stands before the first `Host` of the user's own holds for all hosts.
    'Host *',
    own,
  ].join('\n');
}
