import { maskKeys, maskSecrets } from '../../core/mask-secrets.ts';
import { MASK } from '../../core/mask-values.ts';

/** A string of JSON; one that does not end is one too, so that no text is looked through twice. */
const STRING = /"(?:[^"\\]|\\(?:[\s\S]|$))*(?:"|$)/g;
/** Between a name and its value. */
const COLON = /^\s{0,64}:\s{0,64}$/;
/** A number as a value, and what stands before and behind it. */
const NUMBER = /^(\s{0,64}:\s{0,64})-?\d[\d.eE+-]{0,64}(?=[\s,}\]]|$)/;

/** Which fields are secrets, and whether numbers are too. */
export interface SecretFields {
  readonly isSecret: (name: string) => boolean;
  readonly withNumbers: boolean;
}

/**
 * Masks the values of secret fields in the text of JSON, and what is a secret by its form in all others: everything else
 * stays to the letter, digits of long numbers among it.
 */
export function maskJson(text: string, { isSecret, withNumbers }: SecretFields): string {
  let masked = '';
  let from = 0;
  // The string before, and whether it says that the value behind it is a secret.
  let isSecretBefore = false;
  for (const { 0: string, index } of text.matchAll(STRING)) {
    const between = text.slice(from, index);
    masked += isSecretBefore && withNumbers ? between.replace(NUMBER, `$1"${MASK}"`) : between;
    const isClosed = string.length > 1 && string.endsWith('"');
    const content = string.slice(1, isClosed ? -1 : undefined);
    const isMasked: boolean = isSecretBefore && COLON.test(between) && content !== '';
    masked += `"${isMasked ? MASK : maskString(content)}${isClosed ? '"' : ''}`;
    isSecretBefore = !isMasked && isSecret(content);
    from = index + string.length;
  }
  const rest = text.slice(from);
  return masked + (isSecretBefore && withNumbers ? rest.replace(NUMBER, `$1"${MASK}"`) : rest);
}

/** What stands between the quotation marks; a URL may have a secret in its query. */
function maskString(written: string): string {
  return /^https?:(?:\\?\/){2}/i.test(written)
    ? maskSecrets(written.replaceAll('\\/', '/').replaceAll('\\u0026', '&'))
    : maskKeys(written);
}
