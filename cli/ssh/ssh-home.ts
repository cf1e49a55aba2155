import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SSH_PORT } from '../../playground/bastion-name.ts';
import type { EndpointsByService } from '../../playground/manifests.ts';
import type { PlannedCommand } from '../planned-command.ts';
import { bastionSshConfig } from './bastion-ssh-config.ts';
import { namesBastion } from './names-bastion.ts';
import { bringHome, overlayHome } from './overlay-home.ts';

interface SshHome extends AsyncDisposable {
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * A home folder for a command that must reach the bastion on port 22, where it does not listen. `sshtunnel` and its
 * like read `~/.ssh/config`, know no variable that names another file, and take `~` from `HOME`; so `HOME` is what has
 * to differ, and only for a command that was told of `bastion.playground`.
 */
export async function sshHome(
  bastion: EndpointsByService['bastion'] | undefined,
  command: PlannedCommand,
): Promise<SshHome> {
  if (!bastion || bastion.port === SSH_PORT || !(await namesBastion(command))) return NOTHING;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'playground-home-'));
  const [home, overlay] = [command.env['HOME'] ?? os.homedir(), path.join(folder, 'home')];
  await overlayHome(home, overlay, (own) => bastionSshConfig(bastion, own, folder));
  return {
    variables: { HOME: overlay, PLAYGROUND_SSH_CONFIG: path.join(overlay, '.ssh/config') },
    [Symbol.asyncDispose]: async () => {
      await bringHome(home, overlay).catch((cause: Error) => {
        throw new Error(`What the command left in its home folder is in ${overlay}: ${cause.message}`, {
          cause,
        });
      });
      await rm(folder, { recursive: true });
    },
  };
}

const NOTHING: SshHome = { variables: {}, [Symbol.asyncDispose]: async () => {} };
