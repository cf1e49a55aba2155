import { createHmac } from 'node:crypto';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What a Signature Version 4 signature is good for. */
export interface Scope {
  readonly accessKeyId: string;
  /** `20260101`, in UTC. */
  readonly date: string;
  readonly region: string;
}

/** Reads `AKID/20260101/us-east-1/s3/aws4_request`; undefined when it is not such a credential. */
export function parseCredential(credential: string): Scope | undefined {
  const match = /^(?<id>.+)\/(?<date>\d{8})\/(?<region>[^/]*)\/s3\/aws4_request$/.exec(credential);
  const { id, date, region } = match?.groups ?? {};
  return id && date && region !== undefined ? { accessKeyId: id, date, region } : undefined;
}

export function scopeText(scope: Scope): string {
  return `${scope.date}/${scope.region}/s3/aws4_request`;
}

/** The key that signs everything in a scope: a chain of HMACs from the secret. */
export function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  return [scope.date, scope.region, 's3', 'aws4_request'].reduce<Buffer>(
    (key, step) => hmac(key, step),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

/** The signature of a text in a scope, as lower-case hex. */
export function signText(secretAccessKey: string, scope: Scope, text: string): string {
  return hmac(signingKey(secretAccessKey, scope), text).toString('hex');
}

export function stringToSign(amzDate: string, scope: Scope, canonicalHash: string): string {
  return [ALGORITHM, amzDate, scopeText(scope), canonicalHash].join('\n');
}

export function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** `20260101T000000Z` as ms since 1970; undefined when it is not such a time. */
export function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  // A 31 February would be a day in March.
  return formatAmzDate(time) === text ? time : undefined;
}

export function formatAmzDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, -5).replaceAll(/[-:]/g, '')}Z`;
}
