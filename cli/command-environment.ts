import { Undo } from '../core/undo.ts';
import { environmentOf } from '../playground/environment.ts';
import type { StartedEndpoints } from '../playground/manifests.ts';
import type { PlannedCommand } from './planned-command.ts';
import { pythonPath } from './python/python-path.ts';
import { sshHome } from './ssh/ssh-home.ts';
import type { Terminal } from './terminal.ts';

/** What a command runs in. Dispose of it once the command has ended. */
interface CommandEnvironment extends AsyncDisposable {
  readonly variables: Terminal['env'];
}

/**
 * Makes an environment in which every public name is the playground at `endpoints`: the variables that the command
 * would have, with those that lead to the playground in place of what would lead elsewhere.
 */
export async function commandEnvironment(
  endpoints: StartedEndpoints,
  command: PlannedCommand,
  controlUrl?: string,
): Promise<CommandEnvironment> {
  return Undo.onFailure(async (undo) => {
    const home = await sshHome(endpoints.bastion, command);
    undo.defer(async () => home[Symbol.asyncDispose]());
    const python = await pythonPath(endpoints.s3, command);
    undo.defer(async () => python[Symbol.asyncDispose]());
    return {
      variables: {
        ...withoutOtherAuthorities(command.env),
        ...environmentOf(endpoints, controlUrl),
        ...QUIET,
        ...home.variables,
        ...python.variables,
      },
      [Symbol.asyncDispose]: () => undo.run(),
    };
  });
}

/** Programs that would ask the network for news are told not to. */
const QUIET = { DO_NOT_TRACK: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1' };

/** These would compete with `SSL_CERT_FILE` and `REQUESTS_CA_BUNDLE`. */
function withoutOtherAuthorities({ SSL_CERT_DIR, CURL_CA_BUNDLE, ...env }: Terminal['env']): Terminal['env'] {
  return env;
}
