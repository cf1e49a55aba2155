import path from 'node:path';
import type { Terminal } from '../terminal.ts';
import type { Sdk } from './find-sdk.ts';

/** Variables that would lead a connector to files in the user's home folder, or change what the SDK does. */
const OF_THE_USER =
  /^(FIVETRAN_.*|GNUPGHOME|AWS_PROFILE|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE|XDG_.*)$/;

/** What a sync has of the user's environment. The SDK looks for its own programs on the PATH; they are in the folder of `fivetran`. */
export function syncEnvironment(home: string, sdk: Sdk, env: Terminal['env']): Terminal['env'] {
  return {
    ...withoutTheUsers(env),
    HOME: home,
    PATH: pathWith(path.dirname(sdk.program), env),
    PYTHONUSERBASE: sdk.userBase,
  };
}

/** What a command has of it, with the programs of a Python environment before others, as its `activate` does. */
export function commandSyncEnvironment(
  home: string,
  { venv, env }: { readonly venv: string | undefined; readonly env: Terminal['env'] },
): Terminal['env'] {
  return {
    ...withoutTheUsers(env),
    HOME: home,
    // Root's pipelines would be in /var/dlt, and one scenario would go on where another has ended.
    DLT_DATA_DIR: path.join(home, '.dlt'),
    ...(venv !== undefined && { VIRTUAL_ENV: venv, PATH: pathWith(path.join(venv, 'bin'), env) }),
  };
}

function withoutTheUsers(env: Terminal['env']): Terminal['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_USER.test(name)));
}

/** The PATH with a folder before all others. */
export function pathWith(folder: string, env: Terminal['env']): string {
  return [folder, env['PATH']].join(path.delimiter);
}
