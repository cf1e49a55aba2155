import { S3Error } from '../errors.ts';
import { toHeaderValue } from '../header-value.ts';
import { readForm, type UploadForm } from '../payload/read-form.ts';
import type { Keys } from '../signature/keys.ts';
import { type SizeLimits, verifyPostPolicy } from '../signature/post-policy.ts';
import type { SignersTime } from '../signature/signers-time.ts';
import { parseWholeNumber } from '../whole-number.ts';
import { element, xmlDocument } from '../xml.ts';
import { requireKeyLength } from './key-length.ts';
import type { Answer, Call } from './operation.ts';
import { storeObject } from './put-object.ts';
import { requireServedHeaders } from './refused-headers.ts';
import { parseTagDocument } from './tag-set.ts';

/** Form fields that mean what the headers of PutObject mean. */
const HEADER_FIELDS = /^(cache-control|content-(type|disposition|encoding|language|md5)|expires|x-amz-.+)$/;

/** An upload by an HTML form, which signs a policy instead of the request ("POST Object"). */
export async function postObject(call: Call, keys: Keys, now: SignersTime): Promise<Answer> {
  call.store.bucket(call.bucket);
  const form = await readForm(
    call.headers['content-type'] ?? '',
    call.payload.chunks,
    call.payload.documentMs,
  );
  try {
    const key = form.fields.get('key')?.replaceAll(/\$\{filename\}/g, () => form.filename);
    const named = key === undefined ? form.fields : new Map([...form.fields, ['key', key]]);
    const limits = verifyPostPolicy(named, call.bucket, keys, now);
    if (!key) throw new S3Error('InvalidArgument', "Bucket POST must contain a field named 'key'.");
    requireKeyLength(key);
    const payload = { ...call.payload, chunks: limited(form.file, limits) };
    const headers = headersOf(form);
    requireServedHeaders(headers);
    const answer = await storeObject({ ...call, key, headers, payload });
    return present({ ...call, key }, form, answer);
  } finally {
    await form.close();
  }
}

function headersOf({ fields }: UploadForm): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) if (HEADER_FIELDS.test(name)) headers[name] = toHeaderValue(value);
  const tagging = fields.get('tagging');
  if (tagging !== undefined)
    headers['x-amz-tagging'] = new URLSearchParams(parseTagDocument(tagging)).toString();
  return headers;
}

async function* limited(
  file: AsyncIterable<Buffer>,
  { leastBytes, mostBytes }: SizeLimits,
): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  for await (const chunk of file) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) throw sizeError('EntityTooLarge', sizeBytes, mostBytes);
    yield chunk;
  }
  if (sizeBytes < leastBytes) throw sizeError('EntityTooSmall', sizeBytes, leastBytes);
}

function sizeError(
  code: 'EntityTooLarge' | 'EntityTooSmall',
  sizeBytes: number,
  limitBytes: number,
): S3Error {
  const limit = code === 'EntityTooLarge' ? 'MaxSizeAllowed' : 'MinSizeAllowed';
  return new S3Error(code, undefined, { ProposedSize: String(sizeBytes), [limit]: String(limitBytes) });
}

function present({ bucket, key, baseUrl }: Call, { fields }: UploadForm, stored: Answer): Answer {
  const etag = stored.headers?.['etag'] ?? '';
  const location = `${baseUrl}/${bucket}/${encodeURI(key)}`;
  const redirect = fields.get('success_action_redirect') ?? fields.get('redirect');
  if (redirect !== undefined && /^https?:/i.test(redirect) && URL.canParse(redirect)) {
    const target = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag }))
      target.searchParams.append(name, value);
    return { status: 303, headers: { ...stored.headers, location: target.href } };
  }
  const status = parseWholeNumber(fields.get('success_action_status'), 200, 204);
  if (status !== 201) return { status: status === 200 ? 200 : 204, headers: { ...stored.headers, location } };
  return {
    status,
    headers: { ...stored.headers, location },
    body: xmlDocument(
      'PostResponse',
      element('Location', location),
      element('Bucket', bucket),
      element('Key', key),
      element('ETag', etag),
    ),
  };
}
