import { createHmac } from 'node:crypto';
import { isSameSecret } from '../../../core/same-secret.ts';
import { S3Error } from '../errors.ts';
import { toHeaderValue } from '../header-value.ts';
import { parseWholeNumber } from '../whole-number.ts';
import type { WireRequest } from '../wire-request.ts';
import type { Keys } from './keys.ts';
import type { SignersTime } from './signers-time.ts';
import { requireKnownKey } from './v4.ts';

const MOST_SKEW_MS = 15 * 60 * 1000;

/** The query parameters that are part of what Signature Version 2 signs ("Signing and authenticating REST requests"). */
const SIGNED_PARAMETERS = new Set([
  ...[
    'accelerate',
    'acl',
    'analytics',
    'cors',
    'defaultObjectAcl',
    'delete',
    'inventory',
    'lifecycle',
    'location',
  ],
  ...[
    'logging',
    'metrics',
    'notification',
    'partNumber',
    'policy',
    'replication',
    'requestPayment',
    'restore',
  ],
  ...['response-cache-control', 'response-content-disposition', 'response-content-encoding'],
  ...[
    'response-content-language',
    'response-content-type',
    'response-expires',
    'tagging',
    'torrent',
    'uploadId',
  ],
  ...['uploads', 'versionId', 'versioning', 'versions', 'website'],
]);

/** Checks an `Authorization: AWS key:signature` header. */
export function verifyV2Header(request: WireRequest, keys: Keys, now: SignersTime): void {
  const [, accessKeyId, signature] = /^AWS ([^:]+):(.+)$/.exec(request.headers['authorization'] ?? '') ?? [];
  if (accessKeyId === undefined || signature === undefined) throw new S3Error('AuthorizationHeaderMalformed');
  const amzDate = request.headers['x-amz-date'];
  const date = amzDate ?? request.headers['date'] ?? '';
  const time = Date.parse(date);
  if (Number.isNaN(time)) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header.');
  }
  if (Math.abs(time - now(time)) > MOST_SKEW_MS) throw new S3Error('RequestTimeTooSkewed');
  verify(request, keys, accessKeyId, signature, amzDate === undefined ? date : '');
}

/** Checks a presigned URL of Signature Version 2, which is what boto3 still makes for us-east-1. */
export function verifyV2Query(request: WireRequest, keys: Keys, now: SignersTime): void {
  const parameters = new Map(request.query);
  const accessKeyId = parameters.get('AWSAccessKeyId');
  const signature = parameters.get('Signature');
  const expires = parameters.get('Expires');
  if (accessKeyId === undefined || signature === undefined || expires === undefined) {
    throw new S3Error(
      'AccessDenied',
      'Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters.',
    );
  }
  const expiresAt = parseWholeNumber(expires, 0, Number.MAX_SAFE_INTEGER);
  if (expiresAt === undefined)
    throw new S3Error('AccessDenied', `Expires must be seconds since 1970, but is '${expires}'.`);
  if (now(expiresAt * 1000) > expiresAt * 1000) throw new S3Error('AccessDenied', 'Request has expired.');
  verify(request, keys, accessKeyId, signature, expires);
}

/** The signature of Signature Version 2: HMAC-SHA1 in Base64. */
export function signV2(secretAccessKey: string, text: string): string {
  return createHmac('sha1', secretAccessKey).update(text).digest('base64');
}

function verify(
  request: WireRequest,
  keys: Keys,
  accessKeyId: string,
  signature: string,
  date: string,
): void {
  requireKnownKey(accessKeyId, keys);
  const matches = resourcesOf(request).some((resource) =>
    isSameSecret(signV2(keys.secretAccessKey, stringToSign(request, date, resource)), signature),
  );
  if (!matches) throw new S3Error('SignatureDoesNotMatch');
}

function stringToSign(request: WireRequest, date: string, resource: string): string {
  const headers = signedHeaders(request);
  const amzHeaders = [...headers.keys()]
    .filter((name) => name.startsWith('x-amz-'))
    .sort()
    .map((name) => `${name}:${headers.get(name)?.trim()}\n`);
  return [
    request.method,
    headers.get('content-md5') ?? '',
    headers.get('content-type') ?? '',
    date,
    `${amzHeaders.join('')}${resource}`,
  ].join('\n');
}

/**
 * What Version 2 signs as headers: all that begin with `x-amz-`, sent as such or, as boto3 presigns, in the query. So
 * nobody can add one to a URL. The header counts where there are both, because it is the one that takes effect.
 */
function signedHeaders({ query, headers }: WireRequest): ReadonlyMap<string, string> {
  const isSigned = ([name]: readonly [string, string]): boolean =>
    /^(?:x-amz-.*|content-md5|content-type)$/.test(name);
  const hoisted = query
    .map(([name, value]) => [name.toLowerCase(), toHeaderValue(value)] as const)
    .filter(isSigned);
  return new Map([...hoisted, ...Object.entries(headers).filter(isSigned)]);
}

/** Clients disagree whether a bucket's path ends in a slash, sent or signed; both mean the bucket. */
function resourcesOf(request: WireRequest): readonly string[] {
  const path = request.virtualHost ? `/${request.bucket}${request.rawPath}` : request.rawPath;
  const parameters = request.query
    .filter(([name]) => SIGNED_PARAMETERS.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .sort();
  const query = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  const paths =
    request.key === undefined ? [path, path.replace(/\/?$/, '/'), path.replace(/\/$/, '')] : [path];
  return paths.map((text) => text + query);
}
