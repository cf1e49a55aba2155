import type { IncomingHttpHeaders } from 'node:http';
import { isSameSecret } from '../../core/same-secret.ts';
import type { Auth, TokenAuth } from '../declaration.ts';
import { bearerOf, isLogin } from './authorization.ts';
import { type SourceError, unauthorized } from './errors.ts';
import type { Tokens } from './tokens.ts';

/** What a request says of who sends it. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
}

/** Knows the tokens of each way that hands them out. */
export type TokensOf = (way: TokenAuth) => Tokens | undefined;

/** @throws SourceError 401 that says what was expected, unless a request satisfies one of the ways */
export function authenticate(ways: readonly Auth[], given: Credentials, tokensOf: TokensOf): void {
  const [first] = ways;
  if (first === undefined || ways.some((way) => satisfies(way, given, tokensOf))) return;
  const isOld = ways.some(
    (way) => way.kind === 'token' && tokensOf(way)?.state(tokenIn(way, given)) === 'expired',
  );
  throw isOld
    ? unauthorized(`The token has expired. Say who you are by ${wantedOf(ways)}.`, challengeOf(first))
    : unauthorized(`Say who you are by ${wantedOf(ways)}.`, challengeOf(first));
}

/** Makes the tokens of a request old before their time. */
export function expireTokens(ways: readonly Auth[], given: Credentials, tokensOf: TokensOf): SourceError {
  for (const way of ways) if (way.kind === 'token') tokensOf(way)?.expire(tokenIn(way, given));
  return unauthorized('The token has expired.', ways[0] && challengeOf(ways[0]));
}

function challengeOf(way: Auth): string | undefined {
  switch (way.kind) {
    case 'bearer':
      return 'Bearer';
    case 'basic':
      return 'Basic realm="source"';
    case 'token':
      return way.header.toLowerCase() === 'authorization' ? way.scheme : undefined;
    case 'headers':
    case 'query':
      return undefined;
  }
}

/** The token that a request bears; empty where it has none. */
function tokenIn({ header, scheme }: TokenAuth, { headers }: Credentials): string {
  const value = [headers[header.toLowerCase()] ?? []].flat().join(', ');
  if (scheme === undefined) return value;
  const isOfScheme = value.toLowerCase().startsWith(`${scheme.toLowerCase()} `);
  return isOfScheme ? value.slice(scheme.length).trim() : '';
}

function wantedOf(ways: readonly Auth[]): string {
  return ways.map(wanted).join(', or ');
}

function wanted(way: Auth): string {
  switch (way.kind) {
    case 'bearer':
      return "the header 'Authorization: Bearer TOKEN' with the token of its file";
    case 'basic':
      return 'basic authentication with the user and the password of its file';
    case 'headers':
      return `the header ${namesIn(way.values)} as its file has it`;
    case 'token':
      return `the header '${[way.header, way.scheme].filter(Boolean).join(': ')}' with a token that POST ${way.path} gives`;
    case 'query':
      return `the parameter ${namesIn(way.values)} as its file has it`;
  }
}

function namesIn(values: Readonly<Record<string, string>>): string {
  return Object.keys(values)
    .map((name) => `'${name}'`)
    .join(' and ');
}

function satisfies(way: Auth, given: Credentials, tokensOf: TokensOf): boolean {
  const { headers, query } = given;
  switch (way.kind) {
    case 'bearer':
      return isSameSecret(bearerOf(headers), way.token);
    case 'basic':
      return isLogin(headers, way);
    case 'token':
      return tokensOf(way)?.state(tokenIn(way, given)) === 'valid';
    case 'headers':
      return Object.entries(way.values).every(([name, value]) =>
        isSameSecret([headers[name.toLowerCase()] ?? []].flat().join(', '), value),
      );
    case 'query':
      return Object.entries(way.values).every(([name, value]) => isSameSecret(query.get(name) ?? '', value));
  }
}
