import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '../../../core/clock.ts';
import type { S3Endpoints } from '../endpoints.ts';
import { canonicalHashes, canonicalRequest } from './canonical-request.ts';
import { formatAmzDate, scopeText } from './scope.ts';
import { signText, stringToSign } from './v4.ts';

/**
 * One request to an S3 service, signed with Signature Version 4.
 *
 * @param path already percent-encoded, beginning with a slash, without query
 */
export async function signedFetch(
  endpoints: S3Endpoints,
  method: string,
  path: string,
  clock: Clock = systemClock,
): Promise<Response> {
  const url = new URL(path, endpoints.url);
  const amzDate = formatAmzDate(clock());
  const payload = createHash('sha256').digest('hex');
  const headers = { host: url.host, 'x-amz-content-sha256': payload, 'x-amz-date': amzDate };
  const signedHeaders = Object.keys(headers);
  const scope = {
    accessKeyId: endpoints.accessKeyId,
    date: amzDate.slice(0, 8),
    region: endpoints.region,
  };
  const canonical = canonicalRequest({ method, rawPath: path, query: [], headers }, signedHeaders, payload);
  const text = stringToSign(amzDate, scope, canonicalHashes(canonical)[0] as string);
  const signature = signText(endpoints.secretAccessKey, scope, text);
  const credential = `${scope.accessKeyId}/${scopeText(scope)}`;
  return fetch(url, {
    method,
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`,
    },
  });
}
