import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumHeader,
  isChecksumValue,
  parseAlgorithm,
} from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';

/** What a client wants compared with the bytes it sends. */
export interface AnnouncedDigests {
  /** Base64. */
  readonly contentMd5?: string;
  /** Worked out and stored; compared with `checksum`, or with the trailer of that name. */
  readonly algorithm?: ChecksumAlgorithm;
  /** Base64. */
  readonly checksum?: string;
}

/** @throws S3Error InvalidDigest or InvalidRequest before a byte is read */
export function announcedDigests(headers: Readonly<Record<string, string>>): AnnouncedDigests {
  const contentMd5 = headers['content-md5'];
  if (contentMd5 !== undefined && Buffer.from(contentMd5, 'base64').length !== 16) {
    throw new S3Error('InvalidDigest', `The Content-MD5 you specified, '${contentMd5}', is not valid.`);
  }
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  if (given.length + announcedTrailers(headers).length > 1) throw multipleTypes();
  const algorithm = given[0] ?? trailerAlgorithm(headers) ?? namedAlgorithm(headers);
  const checksum = given[0] && headers[checksumHeader(given[0])];
  if (algorithm && checksum !== undefined && !isChecksumValue(algorithm, checksum)) {
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
  }
  return {
    ...(contentMd5 !== undefined && { contentMd5 }),
    ...(algorithm && { algorithm }),
    ...(checksum !== undefined && { checksum }),
  };
}

/** @throws S3Error InvalidRequest when the header names an algorithm S3 has not */
export function namedAlgorithm(headers: Readonly<Record<string, string>>): ChecksumAlgorithm | undefined {
  const name = headers['x-amz-sdk-checksum-algorithm'] ?? headers['x-amz-checksum-algorithm'];
  // Java's SDK and the command line also send MD5 there, which Content-MD5 covers.
  if (name === undefined || name.toUpperCase() === 'MD5') return undefined;
  const algorithm = parseAlgorithm(name);
  if (!algorithm) {
    throw new S3Error(
      'InvalidRequest',
      `Checksum algorithm '${name}' is not supported. Use one of ${CHECKSUM_ALGORITHMS.join(', ')}.`,
    );
  }
  return algorithm;
}

/**
 * The names in x-amz-trailer, in small letters.
 *
 * @throws S3Error InvalidRequest unless there is at most one and it is that of a checksum
 */
export function announcedTrailers(headers: Readonly<Record<string, string>>): readonly string[] {
  const names = (headers['x-amz-trailer'] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  const isKnown = names.every((name) =>
    CHECKSUM_ALGORITHMS.some((algorithm) => checksumHeader(algorithm) === name),
  );
  if (!isKnown)
    throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported.');
  if (names.length > 1) throw multipleTypes();
  return names;
}

function trailerAlgorithm(headers: Readonly<Record<string, string>>): ChecksumAlgorithm | undefined {
  const names = announcedTrailers(headers);
  return CHECKSUM_ALGORITHMS.find((algorithm) => names.includes(checksumHeader(algorithm)));
}

function multipleTypes(): S3Error {
  return new S3Error(
    'InvalidRequest',
    'Expecting a single x-amz-checksum- header. Multiple checksum types are not allowed.',
  );
}
