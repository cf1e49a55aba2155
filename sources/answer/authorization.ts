import type { IncomingHttpHeaders } from 'node:http';
import { isSameSecret } from '../../core/same-secret.ts';

interface Login {
  readonly user: string;
  readonly password: string;
}

/** The token of `Authorization: Bearer` (RFC 6750, section 2.1); empty where there is none. */
export function bearerOf({ authorization = '' }: IncomingHttpHeaders): string {
  return /^bearer +(.*)$/is.exec(authorization)?.[1] ?? '';
}

/** Whether a request has basic authentication with this user and this password. */
export function isLogin(headers: IncomingHttpHeaders, { user, password }: Login): boolean {
  const given = basicOf(headers);
  return given !== undefined && isSameSecret(`${given.user}:${given.password}`, `${user}:${password}`);
}

/** The user and the password of `Authorization: Basic` (RFC 7617); undefined where there are none. */
export function basicOf({ authorization = '' }: IncomingHttpHeaders): Login | undefined {
  const [, encoded] = /^basic +(.*)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const [, user = '', password = ''] =
    /^([^:]*):?(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return { user, password };
}
