import { verify } from 'node:crypto';
import type { Grant } from '../declaration.ts';
import { refusedGrant } from './errors.ts';

const SECOND = 1000;
/** Clocks of clients may be fast by so much, in s. */
const LEEWAY = 60;

/**
 * Checks a JSON web token: its signature (RFC 7515, with RS256), its issuer and its times (RFC 7519, section 4.1).
 *
 * @param now in ms since 1970, by the clock of clients
 * @throws SourceError 401 that says what is wrong with it
 */
export function checkJwt(
  { issuer, publicKey }: Extract<Grant, { by: 'jwt' }>,
  token: string,
  now: number,
): void {
  const refuse = (message: string): never => {
    throw refusedGrant(401, 'unauthorized', message);
  };
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (signature === '' || more.length > 0)
    refuse("Send a JSON web token in the header 'Authorization: Bearer TOKEN'.");
  if (membersOf(head)['alg'] !== 'RS256') refuse('The JSON web token must be signed with RS256.');
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('RSA-SHA256', signed, publicKey, Buffer.from(signature, 'base64url')))
    refuse(
      'The JSON web token is not signed with the private key that belongs to the public key of the file.',
    );
  const { iss, exp, iat } = membersOf(body);
  const seconds = now / SECOND;
  if (String(iss) !== issuer) refuse("The issuer of the JSON web token, 'iss', is not the one of the file.");
  if (typeof exp !== 'number' || exp <= seconds) refuse("The JSON web token has expired, or has no 'exp'.");
  if (typeof iat === 'number' && iat > seconds + LEEWAY)
    refuse("The JSON web token is of later: see its 'iat'.");
}

function membersOf(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}
