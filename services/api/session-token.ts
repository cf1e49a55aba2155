import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../core/same-secret.ts';
import type { ApiCredentials } from './credentials.ts';

export const TOKEN_LIFETIME_SECONDS = 3600;

/**
 * A session token is base64 of `username:signature:expires_at`, the layout of the original with an
 * HMAC-SHA256 in the place of the password. The key comes from the credentials, so every replica that has
 * them can verify a token that another one made.
 *
 * @param generation how often all tokens have died before their time; the next ones are signed otherwise
 */
export function createSessionToken(credentials: ApiCredentials, nowMs: number, generation: number): string {
  const expiresAt = Math.floor(nowMs / 1000) + TOKEN_LIFETIME_SECONDS;
  const { username } = credentials.session;
  return Buffer.from(`${username}:${signature(credentials, expiresAt, generation)}:${expiresAt}`).toString(
    'base64',
  );
}

export type TokenVerdict = 'valid' | 'expired' | 'forged' | 'malformed';

/** Judges a token at a time (ms since 1970): its form, then its expiry, then its signature, as the original does. */
export function verifySessionToken(
  token: string,
  credentials: ApiCredentials,
  nowMs: number,
  generation: number,
): TokenVerdict {
  const parts = Buffer.from(token, 'base64').toString('utf8').split(':');
  const [username, signed, expiry] = parts;
  if (parts.length !== 3 || !expiry || !/^\d{1,15}$/.test(expiry)) return 'malformed';
  const expiresAt = Number(expiry);
  if (Math.floor(nowMs / 1000) >= expiresAt) return 'expired';
  const isOf = (one: number): boolean =>
    isSameSecret(
      `${username}:${signed}`,
      `${credentials.session.username}:${signature(credentials, expiresAt, one)}`,
    );
  if (isOf(generation)) return 'valid';
  return Array.from({ length: generation }, (_, one) => one).some(isOf) ? 'expired' : 'forged';
}

function signature({ session }: ApiCredentials, expiresAt: number, generation: number): string {
  const key = `connector-playground session ${session.password}`;
  const dated = `${session.username}:${expiresAt}`;
  return createHmac('sha256', key)
    .update(generation === 0 ? dated : `${dated}:${generation}`)
    .digest('hex');
}
