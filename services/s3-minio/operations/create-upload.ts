import { randomBytes } from 'node:crypto';
import { hasFullObjectType } from '../checksum/multipart-checksum.ts';
import { S3Error } from '../errors.ts';
import { namedAlgorithm } from '../payload/announced-digests.ts';
import type { Upload } from '../store/object-version.ts';
import { element, xmlDocument } from '../xml.ts';
import { parseDescription } from './object-description.ts';
import type { Operation } from './operation.ts';

export const createMultipartUpload: Operation = ({ store, bucket, key, headers, now }) => {
  store.bucket(bucket);
  const checksum = parseChecksum(headers);
  const upload: Upload = {
    ...parseDescription(headers),
    id: randomBytes(24).toString('hex'),
    bucket,
    key,
    initiated: now,
    ...(checksum && { checksum }),
  };
  store.commit({ type: 'upload-opened', upload });
  return {
    headers: {
      'x-amz-checksum-algorithm': checksum?.algorithm,
      'x-amz-checksum-type': checksum?.type,
    },
    body: xmlDocument(
      'InitiateMultipartUploadResult',
      element('Bucket', bucket),
      element('Key', key),
      element('UploadId', upload.id),
    ),
  };
};

/** CRC64NVME can only be of the whole object; SHA-1 and SHA-256 only of the parts ("Checksum types"). */
function parseChecksum(headers: Readonly<Record<string, string>>): Upload['checksum'] {
  const algorithm = namedAlgorithm(headers);
  const asked = headers['x-amz-checksum-type']?.toUpperCase();
  if (!algorithm) {
    if (asked === undefined) return undefined;
    throw new S3Error(
      'InvalidRequest',
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  const type = asked ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (type !== 'FULL_OBJECT' && type !== 'COMPOSITE') {
    throw new S3Error(
      'InvalidRequest',
      `x-amz-checksum-type must be COMPOSITE or FULL_OBJECT, but is '${asked}'.`,
    );
  }
  const isPossible = type === 'FULL_OBJECT' ? hasFullObjectType(algorithm) : algorithm !== 'CRC64NVME';
  if (!isPossible) {
    throw new S3Error(
      'InvalidRequest',
      `The ${type} checksum type cannot be used with the ${algorithm} checksum algorithm.`,
    );
  }
  return { algorithm, type };
}
