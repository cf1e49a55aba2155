import { createHash } from 'node:crypto';

/** What of a request is signed. */
export interface SignedParts {
  readonly method: string;
  /** As sent, still percent-encoded. */
  readonly rawPath: string;
  /** Decoded names and values, in any order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Percent-encodes as Signature Version 4 wants it: everything but the unreserved characters of RFC 3986. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * The text whose hash is signed ("Create a signed AWS API request", step 1). S3 signs the path without
 * normalising it: `/bucket/`, `/bucket` and `//` stay what they are.
 *
 * @param signedHeaders names in lower case, in the order signed
 * @param payload the value of x-amz-content-sha256, or UNSIGNED-PAYLOAD
 */
export function canonicalRequest(
  request: SignedParts,
  signedHeaders: readonly string[],
  payload: string,
): string {
  const path = request.rawPath
    .split('/')
    .map((segment) => encodeRfc3986(decodeURIComponent(segment)))
    .join('/');
  const query = request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort((left, right) => compareAscii(left[0], right[0]) || compareAscii(left[1], right[1]))
    .map((pair) => pair.join('='))
    .join('&');
  const headers = signedHeaders.map((name) => `${name}:${collapse(request.headers[name] ?? '')}\n`);
  return [request.method, path, query, headers.join(''), signedHeaders.join(';'), payload].join('\n');
}

/**
 * The hashes a canonical request may have. Node reads header bytes as latin1; some clients sent UTF-8 bytes
 * and signed those, others sent latin1 and signed its UTF-8 form. Plain ASCII, the usual case, has one.
 */
export function canonicalHashes(text: string): readonly string[] {
  const encodings = /[\u0080-\u00ff]/.test(text) ? (['utf8', 'latin1'] as const) : (['utf8'] as const);
  return encodings.map((encoding) => createHash('sha256').update(Buffer.from(text, encoding)).digest('hex'));
}

function collapse(value: string): string {
  return value.trim().replaceAll(/ +/g, ' ');
}

function compareAscii(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
