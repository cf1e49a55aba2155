import { maskKeys, maskSecrets } from '../../core/mask-secrets.ts';
import { MASK } from '../../core/mask-values.ts';

/** A string of JSON, and where it is the name of a string or a number, that too. */
const STRING = /"((?:[^"\\]|\\.)*)"(?:(\s{0,64}:\s{0,64})(?:"((?:[^"\\]|\\.)*)"|(-?\d[\d.eE+-]{0,64})))?/gs;

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
  return text.replaceAll(
    STRING,
    (whole, name: string, colon?: string, value?: string, number?: string): string => {
      if (colon === undefined) return `"${maskString(name)}"`;
      const isMasked = isSecret(name);
      if (number !== undefined) return isMasked && withNumbers ? `"${name}"${colon}"${MASK}"` : whole;
      return `"${name}"${colon}"${isMasked && value !== '' ? MASK : maskString(value ?? '')}"`;
    },
  );
}

/** What stands between the quotation marks; a URL may have a secret in its query. */
function maskString(written: string): string {
  return /^https?:(?:\\?\/){2}/i.test(written)
    ? maskSecrets(written.replaceAll('\\/', '/').replaceAll('\\u0026', '&'))
    : maskKeys(written);
}
