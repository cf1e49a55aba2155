import { textFrom } from '../../core/env.ts';
import { publishedPlacesFromEnv } from './places.ts';
import { AUTHORITY_FOLDER, setUp } from './set-up.ts';

const { env } = process;

await setUp({
  authority: textFrom(env, 'SET_UP_AUTHORITY', AUTHORITY_FOLDER),
  directory: textFrom(env, 'SET_UP_DIRECTORY', '/playground'),
  published: publishedPlacesFromEnv(env),
  names: textFrom(env, 'PLAYGROUND_SERVER_NAMES', '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
  forwards: textFrom(env, 'BASTION_FORWARDS', ''),
});
