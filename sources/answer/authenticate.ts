import type { IncomingHttpHeaders } from 'node:http';
import { isSameSecret } from '../../core/same-secret.ts';
import type { Auth } from '../declaration.ts';
import { type SourceError, unauthorized } from './errors.ts';

/** What a request says of who sends it. */
export interface Credentials {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
}

/** @throws SourceError 401 that says what was expected, unless a request satisfies one of the ways */
export function authenticate(ways: readonly Auth[], given: Credentials): void {
  const [first] = ways;
  if (first === undefined || ways.some((way) => satisfies(way, given))) return;
  throw refusal(first, ways);
}

function refusal(first: Auth, ways: readonly Auth[]): SourceError {
  const challenge = { bearer: 'Bearer', basic: 'Basic realm="source"', headers: undefined, query: undefined };
  return unauthorized(`Say who you are by ${ways.map(wanted).join(', or ')}.`, challenge[first.kind]);
}

function wanted(way: Auth): string {
  switch (way.kind) {
    case 'bearer':
      return "the header 'Authorization: Bearer TOKEN' with the token of its file";
    case 'basic':
      return 'basic authentication with the user and the password of its file';
    case 'headers':
      return `the header ${namesIn(way.values)} as its file has it`;
    case 'query':
      return `the parameter ${namesIn(way.values)} as its file has it`;
  }
}

function namesIn(values: Readonly<Record<string, string>>): string {
  return Object.keys(values)
    .map((name) => `'${name}'`)
    .join(' and ');
}

function satisfies(way: Auth, { headers, query }: Credentials): boolean {
  switch (way.kind) {
    case 'bearer':
      return isSameSecret(/^bearer +(.*)$/is.exec(headers.authorization ?? '')?.[1] ?? '', way.token);
    case 'basic': {
      const [, encoded = ''] = /^basic +(.*)$/i.exec(headers.authorization ?? '') ?? [];
      return isSameSecret(Buffer.from(encoded, 'base64').toString('utf8'), `${way.user}:${way.password}`);
    }
    case 'headers':
      return Object.entries(way.values).every(([name, value]) =>
        isSameSecret([headers[name.toLowerCase()] ?? []].flat().join(', '), value),
      );
    case 'query':
      return Object.entries(way.values).every(([name, value]) => isSameSecret(query.get(name) ?? '', value));
  }
}
