import { PlaygroundError } from '../../core/playground-error.ts';
import { isSecretName } from './vault/parse-secret.ts';

/**
 * A secret that no client could ask for is a mistake in the options of the vault.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names it
 */
export function requireSecretNames(names: readonly string[]): void {
  const wrong = names.find((name) => !isSecretName(name));
  if (wrong === undefined) return;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `key-vault cannot hold a secret named '${wrong}'. Use 1 to 127 letters, digits and hyphens, as Azure does.`,
  );
}
