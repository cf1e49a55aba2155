import { serverNamesFrom } from '../../core/control/server-names-from.ts';
import { textFrom } from '../../core/env.ts';
import { publishedPlacesFromEnv } from './places.ts';
import { AUTHORITY_FOLDER, setUp } from './set-up.ts';

const { env } = process;

await setUp({
  authority: textFrom(env, 'SET_UP_AUTHORITY', AUTHORITY_FOLDER),
  directory: textFrom(env, 'SET_UP_DIRECTORY', '/playground'),
  published: publishedPlacesFromEnv(env),
  names: serverNamesFrom(env),
  forwards: textFrom(env, 'BASTION_FORWARDS', ''),
});
