import { createPublicKey } from 'node:crypto';
import { duration, mapOf, type Reader, text, whole, wrong, yes } from '../../core/faults/written.ts';
import { type Grant, type Template, TOKEN_VARIABLES, type TokenAuth } from '../declaration.ts';
import { partsOf } from './parts-of.ts';
import { templateOf } from './template.ts';
import { login, texts } from './texts.ts';

const HOUR = 3_600_000;
const HEADER = /^([\w-]+)(?:: ?(\S+))?$/;
const OK = 200;

interface Endpoint {
  readonly path: string;
  readonly host?: string;
}

/** A path, or a whole URL where tokens are handed out at another host. */
const endpoint: Reader<Endpoint> = (value, where) => {
  const written = text(value, where);
  const url = written.startsWith('https://') ? URL.parse(written.replaceAll(/[{}]/g, '')) : undefined;
  const path = url ? written.slice(written.indexOf('/', 'https://'.length)) : written;
  const isPath =
    path.startsWith('/') &&
    !/[?#\s]/.test(path) &&
    partsOf(path).every((part) => /^[A-Za-z_]\w*$/.test(part));
  if (url === null || !isPath)
    throw wrong(
      where,
      'a path such as /oauth/token, or a URL such as https://auth.acme.example/token',
      value,
    );
  return { path, ...(url && { host: url.hostname }) };
};

/** `X-Session`, or with what stands before the token: `Authorization: Bearer`. */
const header: Reader<{ readonly header: string; readonly scheme?: string }> = (value, where) => {
  const [, name, scheme] = HEADER.exec(text(value, where)) ?? [];
  if (name === undefined) throw wrong(where, "a header such as X-Session or 'Authorization: Bearer'", value);
  return { header: name, ...(scheme !== undefined && { scheme }) };
};

const publicKey: Reader<string> = (value, where) => {
  const pem = text(value, where);
  try {
    if (createPublicKey(pem).asymmetricKeyType === 'rsa') return pem;
  } catch {
    // Said below.
  }
  throw wrong(where, "a public key of RSA that begins with '-----BEGIN PUBLIC KEY-----'", value);
};

const PARTS = {
  expires: duration,
  header,
  answer: templateOf(TOKEN_VARIABLES),
  status: whole(OK, 299, 'a status'),
} as const;

interface WrittenParts {
  readonly expires?: number;
  readonly header?: ReturnType<typeof header>;
  readonly answer?: Template;
  readonly status?: number;
}

function tokenAuth(grant: Grant, at: Endpoint, parts: WrittenParts, answer: Template): TokenAuth {
  const {
    expires = HOUR,
    header: given = { header: 'Authorization', scheme: 'Bearer' },
    status = OK,
  } = parts;
  return {
    kind: 'token',
    grant,
    ...at,
    ...given,
    expiresMs: expires,
    status,
    answer: parts.answer ?? answer,
  };
}

const oauth2In = mapOf<
  WrittenParts & { token: Endpoint; client: string; secret: string; refresh?: string; rotate?: true }
>({ token: endpoint, client: text, secret: text, refresh: text, rotate: yes, ...PARTS });

/** `{ token: /oauth/token, client: ID, secret: SECRET, refresh: TOKEN, rotate: true }`. */
export const oauth2: Reader<TokenAuth> = (value, where) => {
  const { token, client, secret, refresh, rotate, ...parts } = oauth2In(value, where);
  if (token === undefined || client === undefined || secret === undefined)
    throw wrong(where, "a map with 'token', 'client' and 'secret'", value);
  if (rotate && refresh === undefined) throw wrong(`${where}.rotate`, "left out without 'refresh'", rotate);
  const answer = {
    ...{ access_token: '$token', token_type: 'Bearer', expires_in: '$expiresIn' },
    ...(refresh !== undefined && { refresh_token: '$refresh' }),
  };
  const grant: Grant = {
    ...{ by: 'oauth2', client, secret, rotates: rotate ?? false },
    ...(refresh !== undefined && { refresh }),
  };
  return tokenAuth(grant, token, parts, answer);
};

const sessionIn = mapOf<
  WrittenParts & { path: Endpoint; body?: Record<string, string>; basic?: { user: string; password: string } }
>({ path: endpoint, body: texts, basic: login, ...PARTS });

/** `{ path: /login, body: { user: U, password: P }, answer: { session: $token }, header: X-Session }`. */
export const session: Reader<TokenAuth> = (value, where) => {
  const { path, body, basic, ...parts } = sessionIn(value, where);
  if (path === undefined || (body ?? basic) === undefined)
    throw wrong(where, "a map with 'path' and with 'body' or 'basic'", value);
  return tokenAuth({ by: 'login', members: body ?? {}, ...(basic && { basic }) }, path, parts, {
    token: '$token',
  });
};

const jwtIn = mapOf<WrittenParts & { path: Endpoint; issuer: string; publicKey: string }>({
  path: endpoint,
  issuer: text,
  publicKey,
  ...PARTS,
});

/** `{ path: '/app/installations/{id}/access_tokens', issuer: '42', publicKey: PEM }`. */
export const jwt: Reader<TokenAuth> = (value, where) => {
  const { path, issuer, publicKey: key, ...parts } = jwtIn(value, where);
  if (path === undefined || issuer === undefined || key === undefined)
    throw wrong(where, "a map with 'path', 'issuer' and 'publicKey'", value);
  return tokenAuth({ by: 'jwt', issuer, publicKey: key }, path, parts, {
    ...{ token: '$token', expires_at: '$expiresAt' },
  });
};
