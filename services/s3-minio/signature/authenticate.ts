import { S3Error } from '../errors.ts';
import type { WireRequest } from '../wire-request.ts';
import type { ChunkSigner } from './chunk-signer.ts';
import type { Keys } from './keys.ts';
import type { SignersTime } from './signers-time.ts';
import { verifyV2Header, verifyV2Query } from './v2.ts';
import { verifyV4Header, verifyV4Query } from './v4.ts';

/** Who asks is always the one owner of the keys; what is left to know is how the request was signed. */
export interface Authentication {
  readonly presigned: boolean;
  /** Absent under Signature Version 2, which has no signed chunks. */
  readonly chunkSigner?: ChunkSigner;
}

/**
 * @throws S3Error AccessDenied for an anonymous request, otherwise what S3 answers to that fault
 */
export function authenticate(request: WireRequest, keys: Keys, now: SignersTime): Authentication {
  const authorization = request.headers['authorization'];
  requireOneMechanism(request);
  if (authorization?.startsWith('AWS4-HMAC-SHA256')) {
    return { presigned: false, chunkSigner: verifyV4Header(request, keys, now) };
  }
  if (authorization?.startsWith('AWS ')) {
    verifyV2Header(request, keys, now);
    return { presigned: false };
  }
  if (authorization !== undefined) {
    throw new S3Error(
      'AuthorizationHeaderMalformed',
      'The authorization header must begin with AWS4-HMAC-SHA256 (Signature Version 4) or AWS (Version 2).',
    );
  }
  if (request.query.some(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Algorithm')) {
    return { presigned: true, chunkSigner: verifyV4Query(request, keys, now) };
  }
  if (request.query.some(([name]) => name === 'Signature')) {
    verifyV2Query(request, keys, now);
    return { presigned: true };
  }
  throw new S3Error('AccessDenied', 'Anonymous requests are not allowed. Sign the request.');
}

/** A request with two signatures does not say who sends it. */
function requireOneMechanism({ headers, query }: WireRequest): void {
  const names = query.map(([name]) => name);
  const count = (name: string): number => names.filter((each) => each === name).length;
  const mechanisms =
    Number(headers['authorization'] !== undefined) +
    Number(names.includes('X-Amz-Signature') || names.includes('X-Amz-Algorithm')) +
    Number(names.includes('Signature'));
  if (mechanisms > 1) {
    throw new S3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, the Signature query parameter or the Authorization header should be specified.',
    );
  }
  const repeated = names.find(
    (name) => /^(?:X-Amz-[A-Z][A-Za-z0-9-]*|Signature|Expires|AWSAccessKeyId)$/.test(name) && count(name) > 1,
  );
  if (repeated !== undefined) {
    throw new S3Error('AuthorizationQueryParametersError', `The query parameter ${repeated} is given twice.`);
  }
}
