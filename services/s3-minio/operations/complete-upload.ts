import { createHash } from 'node:crypto';
import { checksumElement, checksumHeader } from '../checksum/algorithms.ts';
import { compositeChecksum, fullObjectChecksum } from '../checksum/multipart-checksum.ts';
import { S3Error } from '../errors.ts';
import { childrenOf, parseXml, textOf } from '../parse-xml.ts';
import { readText } from '../payload/read-text.ts';
import type { Checksum, ObjectVersion, Part, Upload } from '../store/object-version.ts';
import type { OpenUpload } from '../store/state.ts';
import { parseWholeNumber } from '../whole-number.ts';
import { element, xmlDocument } from '../xml.ts';
import { requireWhole } from './open-content.ts';
import type { Answer, Call } from './operation.ts';
import { checkWrite } from './preconditions.ts';
import { newVersionId, versionIdHeader } from './version-id.ts';

const SMALLEST_PART_BYTES = 5 * 1024 * 1024;

/** What the client says the object is made of. */
interface ListedPart {
  readonly number: number;
  readonly etag: string;
  readonly checksum: string | undefined;
}

export async function completeMultipartUpload(call: Call): Promise<Answer> {
  const { store, bucket, key, query, headers, payload, now } = call;
  const uploadId = query.get('uploadId') ?? '';
  const text = await readText(payload, withoutObjectChecksum(headers));
  const done = store
    .bucket(bucket)
    .versions(key)
    .find((version) => version.uploadId === uploadId);
  // A client whose connection broke asks again, and must learn that it had worked.
  if (done) return presentCompleted(call, done);
  const open = store.upload(bucket, key, uploadId);
  const parts = selectParts(open, parseParts(text, open.upload));
  const sizeBytes = parts.reduce((total, part) => total + part.sizeBytes, 0);
  const checksum = await checksumOfParts(open.upload, parts);
  checkAnnounced(headers, checksum, sizeBytes);
  requireUnchanged(store.upload(bucket, key, uploadId), parts);
  const target = store.bucket(bucket);
  checkWrite(headers, key, target.current(key));
  const version: ObjectVersion = {
    headers: open.upload.headers,
    metadata: open.upload.metadata,
    tags: open.upload.tags,
    key,
    versionId: target.nextVersionId(newVersionId),
    isDeleteMarker: false,
    lastModified: now,
    etag: etagOfParts(parts),
    sizeBytes,
    content: parts.map((part) => ({ blob: part.blob, sizeBytes: part.sizeBytes })),
    uploadId,
    ...(checksum && { checksum, partChecksums: parts.map((part) => part.checksum ?? '') }),
  };
  requireWhole(store.blobs, version, { start: 0, end: sizeBytes });
  store.commit({ type: 'version-written', bucket, version });
  return presentCompleted(call, version);
}

/** These headers are about the object, not about the document that this request sends. */
function withoutObjectChecksum(headers: Call['headers']): Call['headers'] {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^x-amz-(sdk-)?checksum-/.test(name)),
  );
}

function parseParts(text: string, { checksum }: Upload): readonly ListedPart[] {
  const parts = childrenOf(parseXml(text, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    number: parseWholeNumber(textOf(part, 'PartNumber')?.trim(), 0, Number.MAX_SAFE_INTEGER) ?? Number.NaN,
    etag: (textOf(part, 'ETag') ?? '').trim().replaceAll('"', ''),
    checksum: checksum && textOf(part, checksumElement(checksum.algorithm)),
  }));
  if (parts.length === 0 || parts.some(({ number }) => !Number.isInteger(number))) {
    throw new S3Error('MalformedXML', 'You must specify at least one part, each with its number.');
  }
  return parts;
}

function selectParts({ parts }: OpenUpload, listed: readonly ListedPart[]): readonly Part[] {
  const selected = listed.map(({ number, etag, checksum }, index) => {
    if (index > 0 && number <= (listed[index - 1] as ListedPart).number)
      throw new S3Error('InvalidPartOrder');
    const part = parts.get(number);
    if (!part || part.etag !== etag || (checksum !== undefined && checksum !== part.checksum)) {
      throw new S3Error('InvalidPart', undefined, { PartNumber: String(number), ETag: etag });
    }
    return part;
  });
  const small = selected.slice(0, -1).find((part) => part.sizeBytes < SMALLEST_PART_BYTES);
  if (small) {
    throw new S3Error('EntityTooSmall', undefined, {
      ProposedSize: String(small.sizeBytes),
      MinSizeAllowed: String(SMALLEST_PART_BYTES),
      PartNumber: String(small.number),
    });
  }
  return selected;
}

/** While the checksum was worked out, another request may have replaced a part, and its bytes are gone then. */
function requireUnchanged({ parts }: OpenUpload, selected: readonly Part[]): void {
  const changed = selected.find((part) => parts.get(part.number) !== part);
  if (changed) throw new S3Error('InvalidPart', undefined, { PartNumber: String(changed.number) });
}

/** The MD5 of the parts' MD5s, with their number. */
function etagOfParts(parts: readonly Part[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

async function checksumOfParts({ checksum }: Upload, parts: readonly Part[]): Promise<Checksum | undefined> {
  if (!checksum) return undefined;
  const values = parts.map((part) => ({ value: part.checksum ?? '', sizeBytes: part.sizeBytes }));
  const value =
    checksum.type === 'FULL_OBJECT'
      ? fullObjectChecksum(checksum.algorithm, values)
      : await compositeChecksum(checksum.algorithm, values);
  return { ...checksum, value };
}

function checkAnnounced(headers: Call['headers'], checksum: Checksum | undefined, sizeBytes: number): void {
  const size = headers['x-amz-mp-object-size'];
  if (size !== undefined && parseWholeNumber(size, 0, Number.MAX_SAFE_INTEGER) !== sizeBytes) {
    throw new S3Error(
      'InvalidRequest',
      `The object has ${sizeBytes} bytes, but x-amz-mp-object-size says '${size}'.`,
    );
  }
  const expected = checksum && headers[checksumHeader(checksum.algorithm)];
  if (checksum && expected !== undefined && expected !== checksum.value) {
    throw new S3Error(
      'BadDigest',
      `The ${checksum.algorithm} you specified did not match the calculated checksum.`,
    );
  }
}

function presentCompleted({ bucket, key, baseUrl }: Call, version: ObjectVersion): Answer {
  const { checksum } = version;
  return {
    headers: { 'x-amz-version-id': versionIdHeader(version.versionId) },
    body: xmlDocument(
      'CompleteMultipartUploadResult',
      element('Location', `${baseUrl}/${bucket}/${encodeURI(key)}`),
      element('Bucket', bucket),
      element('Key', key),
      element('ETag', `"${version.etag}"`),
      ...(checksum
        ? [
            element(checksumElement(checksum.algorithm), checksum.value),
            element('ChecksumType', checksum.type),
          ]
        : []),
    ),
  };
}
