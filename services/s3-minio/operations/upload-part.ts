import { checksumElement, checksumHeader } from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import type { Payload } from '../payload/payload.ts';
import { receive } from '../payload/receive.ts';
import { MOST_PARTS, type Part, type Upload } from '../store/object-version.ts';
import { parseWholeNumber } from '../whole-number.ts';
import { element, xmlDocument } from '../xml.ts';
import { parseRange } from './byte-range.ts';
import { findCopySource } from './copy-source.ts';
import { openContent } from './open-content.ts';
import type { Answer, Call } from './operation.ts';
import { requireLength } from './put-object.ts';
import { versionIdHeader } from './version-id.ts';

export async function uploadPart(call: Call): Promise<Answer> {
  requireLength(call.headers);
  const part = await storePart(call, call.payload, call.headers);
  const { upload } = openUpload(call);
  return { headers: { etag: `"${part.etag}"`, ...presentChecksum(upload, part) } };
}

export async function uploadPartCopy(call: Call): Promise<Answer> {
  const { store, headers } = call;
  openUpload(call);
  const { version } = findCopySource(call);
  const range = parseCopyRange(headers['x-amz-copy-source-range'], version.sizeBytes);
  const content = openContent(store.blobs, version, range);
  try {
    const payload = { chunks: content.body, trailers: new Map(), documentMs: call.payload.documentMs };
    const part = await storePart(call, payload, {});
    const { checksum } = openUpload(call).upload;
    return {
      headers: {
        'x-amz-copy-source-version-id': versionIdHeader(version.versionId),
      },
      body: xmlDocument(
        'CopyPartResult',
        element('LastModified', new Date(part.lastModified).toISOString()),
        element('ETag', `"${part.etag}"`),
        checksum ? element(checksumElement(checksum.algorithm), part.checksum) : '',
      ),
    };
  } finally {
    content.release();
  }
}

function openUpload({ store, bucket, key, query }: Call) {
  store.bucket(bucket);
  return store.upload(bucket, key, query.get('uploadId') ?? '');
}

async function storePart(call: Call, payload: Payload, headers: Call['headers']): Promise<Part> {
  const { upload } = openUpload(call);
  const number = parseWholeNumber(call.query.get('partNumber'), 1, MOST_PARTS);
  if (number === undefined) {
    throw new S3Error(
      'InvalidArgument',
      `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive.`,
    );
  }
  return receive(payload, withAlgorithm(upload, headers), call.store.blobs, ({ stored, md5, checksum }) => {
    const uploadId = openUpload(call).upload.id;
    const part: Part = {
      ...stored,
      number,
      etag: md5,
      lastModified: call.now,
      ...(checksum && upload.checksum && { checksum: checksum.value }),
    };
    call.store.commit({ type: 'part-written', uploadId, part });
    return part;
  });
}

/** Every part gets the checksum of its upload, whether or not the client sends it. */
function withAlgorithm({ checksum }: Upload, headers: Call['headers']): Call['headers'] {
  if (!checksum) return headers;
  const given = Object.keys(headers).find((name) => /^x-amz-checksum-(crc|sha)/.test(name));
  if (given !== undefined && given !== checksumHeader(checksum.algorithm)) {
    throw new S3Error(
      'InvalidRequest',
      `Checksum type mismatch occurred, expected checksum type: ${checksum.algorithm}, actual header: ${given}.`,
    );
  }
  return { ...headers, 'x-amz-sdk-checksum-algorithm': checksum.algorithm };
}

function presentChecksum({ checksum }: Upload, part: Part): Record<string, string | undefined> {
  return checksum ? { [checksumHeader(checksum.algorithm)]: part.checksum } : {};
}

function parseCopyRange(header: string | undefined, sizeBytes: number): { start: number; end: number } {
  if (header === undefined) return { start: 0, end: sizeBytes };
  if (Number(/^bytes=(\d+)-\d+$/.exec(header)?.[1]) >= sizeBytes) {
    throw new S3Error('InvalidRequest', 'The specified copy range is invalid for the source object size.');
  }
  const range = /^bytes=\d+-\d+$/.test(header) ? parseRange(header, sizeBytes) : undefined;
  if (!range || Number(header.split('-')[1]) >= sizeBytes) {
    throw new S3Error(
      'InvalidArgument',
      `The x-amz-copy-source-range must be bytes=first-last within the ${sizeBytes} bytes of the source, but is '${header}'.`,
    );
  }
  return range;
}
