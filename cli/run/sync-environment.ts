import path from 'node:path';
import type { Terminal } from '../terminal.ts';
import type { Sdk } from './find-sdk.ts';

/** Variables that would lead a connector to files in the user's home folder, or change what the SDK does. */
const OF_THE_USER = /^(FIVETRAN_.*|GNUPGHOME|AWS_PROFILE|AWS_CONFIG_FILE|AWS_SHARED_CREDENTIALS_FILE)$/;

/** What a sync has of the user's environment. The SDK looks for its own programs on the PATH; they are in the folder of `fivetran`. */
export function syncEnvironment(home: string, sdk: Sdk, env: Terminal['env']): Terminal['env'] {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !OF_THE_USER.test(name))),
    HOME: home,
    PATH: [path.dirname(sdk.program), env['PATH']].join(path.delimiter),
    PYTHONUSERBASE: sdk.userBase,
  };
}
