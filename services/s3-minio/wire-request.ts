import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';
import { type ObjectAddress, objectAddressOf } from './object-address.ts';

/** A request as it came over the wire, decoded exactly once. */
export interface WireRequest extends ObjectAddress {
  readonly method: string;
  /** As sent, still percent-encoded: signatures are made over it. */
  readonly rawPath: string;
  /** Decoded names and values in the order sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Works on the raw request target: a URL parser or a router would merge slashes, drop dots and lose the
 * difference between what was signed and what was meant.
 *
 * @throws S3Error InvalidURI when the percent-encoding is broken; InvalidRequest when it is not clear which host is meant
 */
export function parseWireRequest(message: IncomingMessage): WireRequest {
  // Clients of a forward proxy send the absolute form (RFC 9112, 3.2.2).
  const [, authority, target = '/'] = /^https?:\/\/([^/?]*)(.*)$/is.exec(message.url ?? '/') ?? [
    '',
    undefined,
    message.url,
  ];
  const mark = target.indexOf('?');
  const rawPath = (mark === -1 ? target : target.slice(0, mark)) || '/';
  // Without a prototype: who signs a header called `constructor` must not find one.
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  requireOneHost(message, authority);
  return {
    method: message.method ?? 'GET',
    rawPath,
    query: mark === -1 ? [] : parseQuery(target.slice(mark + 1)),
    headers,
    ...objectAddressOf(authority ?? headers['host'] ?? '', decode(rawPath)),
  };
}

/**
 * Who stands in between may have gone by the one and we by the other: two Host fields, two Authorization fields, or a
 * target that contradicts Host are refused (RFC 9112, 3.2).
 */
function requireOneHost({ rawHeaders, headers }: IncomingMessage, authority: string | undefined): void {
  for (const field of ['host', 'authorization']) {
    const count = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === field).length;
    if (count > 1) throw new S3Error('InvalidRequest', `The request has ${count} ${field} headers.`);
  }
  if (authority !== undefined && withoutDefaultPort(authority) !== withoutDefaultPort(headers.host ?? '')) {
    throw new S3Error(
      'InvalidRequest',
      `The request is for '${authority}', but its Host header says '${headers.host ?? ''}'.`,
    );
  }
}

function withoutDefaultPort(host: string): string {
  return host.toLowerCase().replace(/:80$/, '');
}

function parseQuery(text: string): readonly (readonly [string, string])[] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decode(name.replaceAll('+', ' ')), decode(value.replaceAll('+', ' '))] as const;
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}
