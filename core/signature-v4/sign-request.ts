import { createHash } from 'node:crypto';
import { canonicalHashes, canonicalRequest, type SignedParts } from './canonical-request.ts';
import { ALGORITHM, formatAmzDate, scopeText, signText, stringToSign } from './scope.ts';

/** Who signs, and for which region. */
export interface Signer {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request to S3 that nobody has signed yet; `headers` holds `host` and what else must not be changed. */
export interface UnsignedRequest extends SignedParts {
  /** Undefined for a request without one. */
  readonly body?: Uint8Array;
}

/**
 * The headers that a request to S3 is sent with: its own, and those of Signature Version 4
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 *
 * @param now ms since 1970
 */
export function signRequest(request: UnsignedRequest, signer: Signer, now: number): Record<string, string> {
  const amzDate = formatAmzDate(now);
  const payload = createHash('sha256')
    .update(request.body ?? '')
    .digest('hex');
  const headers = { ...request.headers, 'x-amz-content-sha256': payload, 'x-amz-date': amzDate };
  const signedHeaders = Object.keys(headers).sort();
  const scope = { accessKeyId: signer.accessKeyId, date: amzDate.slice(0, 8), region: signer.region };
  const canonical = canonicalRequest({ ...request, headers }, signedHeaders, payload);
  const text = stringToSign(amzDate, scope, canonicalHashes(canonical)[0] as string);
  const signature = signText(signer.secretAccessKey, scope, text);
  const credential = `${scope.accessKeyId}/${scopeText(scope)}`;
  return {
    ...headers,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
  };
}
