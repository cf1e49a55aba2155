import { cutText } from '../../../core/cut-text.ts';
import { maskSecretsInText } from '../../../core/mask-secrets.ts';
import { MASK } from '../../../core/mask-values.ts';
import { isSecretName } from '../../../core/secret-names.ts';

/** Twice of what a journal keeps, so that nothing is seen of a secret that is cut. */
const LONGEST = 4096;
const WORD = /\w+/g;

/**
 * A statement without secrets, and behind it what was bound to its parameters, as a comment. Of a parameter nobody can
 * tell whether it is a secret: where the statement speaks of any, none is shown.
 *
 * @param parameters as the server's log has them: `$1 = '42', $2 = NULL`
 */
export function shownStatement(sql: string, parameters?: string): string {
  const text = cutText(sql, LONGEST);
  const shown = maskSecretsInText(text);
  if (parameters === undefined) return shown;
  const isSecret = (text.match(WORD) ?? []).some(isSecretName);
  return `${shown} -- ${isSecret ? MASK : maskSecretsInText(cutText(parameters, LONGEST))}`;
}
