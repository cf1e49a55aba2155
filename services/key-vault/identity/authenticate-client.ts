import { isSameSecret } from '../../../core/same-secret.ts';
import type { KeyVaultOptions } from '../options.ts';
import { invalidSecret, missingParameter, missingSecret, unknownClient } from './errors.ts';

type Known = Pick<KeyVaultOptions, 'clientId' | 'clientSecret' | 'tenantId'>;

/**
 * Checks who asks for a token, by the form or by HTTP Basic (RFC 6749, section 2.3.1).
 *
 * @throws IdentityError AADSTS900144, 700016, 7000216 or 7000215
 */
export function authenticateClient(form: URLSearchParams, authorization: string, known: Known): void {
  const basic = basicCredentials(authorization);
  const clientId = form.get('client_id') || basic?.id;
  const secret = form.get('client_secret') || basic?.secret;
  if (!clientId) throw missingParameter('client_id');
  if (clientId.toLowerCase() !== known.clientId.toLowerCase()) throw unknownClient(clientId, known.tenantId);
  if (!secret) throw missingSecret();
  if (!isSameSecret(secret, known.clientSecret)) throw invalidSecret(clientId);
}

function basicCredentials(authorization: string): { id: string; secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  return id === undefined || secret === undefined ? undefined : { id: decode(id), secret: decode(secret) };
}

/** Both parts are form-encoded before they are joined; what was not must still be readable. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
