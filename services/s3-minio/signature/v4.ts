import { isSameSecret } from '../../../core/same-secret.ts';
import { canonicalHashes, canonicalRequest } from '../../../core/signature-v4/canonical-request.ts';
import {
  ALGORITHM,
  hmac,
  parseAmzDate,
  parseCredential,
  type Scope,
  scopeText,
  signingKey,
  stringToSign,
} from '../../../core/signature-v4/scope.ts';
import { S3Error } from '../errors.ts';
import { parseWholeNumber } from '../whole-number.ts';
import type { WireRequest } from '../wire-request.ts';
import { ChunkSigner } from './chunk-signer.ts';
import type { Keys } from './keys.ts';
import type { SignersTime } from './signers-time.ts';

/** How far the clocks of client and server may differ ("RequestTimeTooSkewed"). */
const MOST_SKEW_MS = 15 * 60 * 1000;
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 3600;
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** What a client says it signed, before anybody has checked it. */
interface Claim {
  readonly scope: Scope;
  readonly amzDate: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payload: string;
}

/**
 * Checks an `Authorization: AWS4-HMAC-SHA256 …` header. Any region is accepted, as MinIO does.
 *
 * @returns what verifies the chunks of the body, should it come in signed chunks
 * @throws S3Error SignatureDoesNotMatch and its relatives
 */
export function verifyV4Header(request: WireRequest, keys: Keys, now: SignersTime): ChunkSigner {
  const claim = parseHeader(request);
  const signedAt = timeOf(claim.amzDate, 'AccessDenied');
  if (Math.abs(signedAt - now(signedAt)) > MOST_SKEW_MS) throw new S3Error('RequestTimeTooSkewed');
  return verify(request, claim, keys);
}

/**
 * Checks a presigned URL (`X-Amz-Signature` in the query).
 *
 * @throws S3Error AccessDenied when it has expired, SignatureDoesNotMatch and its relatives
 */
export function verifyV4Query(request: WireRequest, keys: Keys, now: SignersTime): ChunkSigner {
  const parameters = new Map(request.query);
  const claim = parseQuery(parameters, request.headers['x-amz-content-sha256']);
  const expires = parameters.get('X-Amz-Expires') ?? '';
  const expiresSeconds = parseWholeNumber(expires, 0, LONGEST_EXPIRY_SECONDS);
  if (expiresSeconds === undefined) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      `X-Amz-Expires must be a whole number of seconds from 0 to ${LONGEST_EXPIRY_SECONDS}, but is '${expires}'.`,
    );
  }
  const signedAt = timeOf(claim.amzDate, 'AuthorizationQueryParametersError');
  if (signedAt - now(signedAt) > MOST_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not yet valid.');
  if (now(signedAt) > signedAt + expiresSeconds * 1000)
    throw new S3Error('AccessDenied', 'Request has expired.');
  return verify(request, claim, keys);
}

function verify(request: WireRequest, claim: Claim, keys: Keys): ChunkSigner {
  requireKnownKey(claim.scope.accessKeyId, keys);
  requireSignedHeaders(request, claim.signedHeaders);
  const key = signingKey(keys.secretAccessKey, claim.scope);
  const canonical = canonicalRequest(request, claim.signedHeaders, claim.payload);
  const matches = canonicalHashes(canonical).some((hash) =>
    isSameSecret(hmac(key, stringToSign(claim.amzDate, claim.scope, hash)).toString('hex'), claim.signature),
  );
  if (!matches) throw new S3Error('SignatureDoesNotMatch');
  return new ChunkSigner(key, claim.amzDate, scopeText(claim.scope), claim.signature);
}

export function requireKnownKey(accessKeyId: string, keys: Keys): void {
  if (!isSameSecret(accessKeyId, keys.accessKeyId)) {
    throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: accessKeyId });
  }
}

/** A header that changes what the request does must not be added by someone who cannot sign. */
function requireSignedHeaders(request: WireRequest, signedHeaders: readonly string[]): void {
  const unsigned = Object.keys(request.headers).filter(
    (name) =>
      (name === 'host' || (name.startsWith('x-amz-') && name !== 'x-amz-content-sha256')) &&
      !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed.', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
}

function parseHeader(request: WireRequest): Claim {
  const fields = new Map(
    (request.headers['authorization'] ?? '')
      .slice(ALGORITHM.length)
      .split(',')
      .map((field) => field.trim().split(/=(.*)/s, 2) as [string, string]),
  );
  const scope = parseCredential(fields.get('Credential') ?? '');
  const signedHeaders = fields.get('SignedHeaders');
  const signature = fields.get('Signature');
  if (!scope || !signedHeaders || !signature) throw new S3Error('AuthorizationHeaderMalformed');
  const amzDate = request.headers['x-amz-date'];
  if (amzDate === undefined) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header.');
  }
  requireScopeOfDay(scope, amzDate, 'AuthorizationHeaderMalformed');
  const payload = request.headers['x-amz-content-sha256'];
  if (payload === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256.');
  }
  return { scope, amzDate, signedHeaders: signedHeaders.split(';'), signature, payload };
}

function parseQuery(parameters: ReadonlyMap<string, string>, payload = UNSIGNED_PAYLOAD): Claim {
  const scope = parseCredential(parameters.get('X-Amz-Credential') ?? '');
  const amzDate = parameters.get('X-Amz-Date');
  const signedHeaders = parameters.get('X-Amz-SignedHeaders');
  const signature = parameters.get('X-Amz-Signature');
  if (parameters.get('X-Amz-Algorithm') !== ALGORITHM || !scope || !amzDate || !signedHeaders || !signature) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      'Query-string authentication needs X-Amz-Algorithm (AWS4-HMAC-SHA256), X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders and X-Amz-Expires.',
    );
  }
  requireScopeOfDay(scope, amzDate, 'AuthorizationQueryParametersError');
  // The client of a presigned URL may send any payload hash header; only a signed one is part of the claim.
  const isPayloadSigned = signedHeaders.split(';').includes('x-amz-content-sha256');
  return {
    scope,
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
    payload: parameters.get('X-Amz-Content-Sha256') ?? (isPayloadSigned ? payload : UNSIGNED_PAYLOAD),
  };
}

function requireScopeOfDay(
  scope: Scope,
  amzDate: string,
  code: 'AuthorizationHeaderMalformed' | 'AuthorizationQueryParametersError',
): void {
  if (!amzDate.startsWith(scope.date)) {
    throw new S3Error(
      code,
      `The date in the credential scope, '${scope.date}', is not that of the request, '${amzDate}'.`,
    );
  }
}

function timeOf(amzDate: string, code: 'AccessDenied' | 'AuthorizationQueryParametersError'): number {
  const time = parseAmzDate(amzDate);
  if (time === undefined) {
    throw new S3Error(code, `The request date must look like 20260101T000000Z, but is '${amzDate}'.`);
  }
  return time;
}
