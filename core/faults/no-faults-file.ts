import { PlaygroundError } from '../playground-error.ts';

const VARIABLE = 'PLAYGROUND_FAULTS_FILE';

/**
 * For services in processes or containers of their own: one file would be given to all of them, and each refuses faults that
 * are another's.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the variable, its value and the way out
 */
export function refuseFaultsFile(env: Readonly<Record<string, string | undefined>>): void {
  const file = env[VARIABLE];
  if (!file) return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${VARIABLE} is '${file}', and services that run by themselves share no fault plan. Add faults to each when it runs, by ` +
      'POST /_playground/faults at its own address, or start all of them together: playground up --faults, or the image ' +
      'connector-playground.',
  );
}
