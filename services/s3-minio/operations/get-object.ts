import { checksumHeader } from '../checksum/algorithms.ts';
import { S3Error } from '../errors.ts';
import { toHeaderValue } from '../header-value.ts';
import { MOST_PARTS, type ObjectVersion } from '../store/object-version.ts';
import { parseWholeNumber } from '../whole-number.ts';
import { type ByteRange, parseRange } from './byte-range.ts';
import { findVersion } from './find-version.ts';
import { presentVersion } from './object-description.ts';
import { openContent, requireWhole } from './open-content.ts';
import type { Answer, Call } from './operation.ts';
import { checkRead } from './preconditions.ts';

const OVERRIDES = [
  ...[
    'cache-control',
    'content-disposition',
    'content-encoding',
    'content-language',
    'content-type',
    'expires',
  ],
];

/** GetObject and HeadObject: the same answer, with or without its body. */
export function getObject(call: Call): Answer {
  const { store, bucket, key, query, headers, method } = call;
  const version = findVersion(store, { bucket, key, versionId: query.get('versionId') });
  const shown = { ...presentVersion(version), ...presentOverrides(query) };
  if (checkRead(headers, version) === 'not-modified') {
    return { status: 304, headers: { etag: shown['etag'], 'last-modified': shown['last-modified'] } };
  }
  const part = partRange(version, query.get('partNumber'));
  const range = part ?? parseRange(headers['range'], version.sizeBytes);
  const { start, end } = range ?? { start: 0, end: version.sizeBytes };
  const answerHeaders = {
    ...shown,
    'content-length': String(end - start),
    ...(range && { 'content-range': `bytes ${start}-${end - 1}/${version.sizeBytes}` }),
    ...(part && version.uploadId !== undefined && { 'x-amz-mp-parts-count': String(version.content.length) }),
    // The checksum is that of the whole object; with a part of it a client would take the checksum for wrong.
    ...(!range && headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && presentChecksum(version)),
  };
  const status = range ? 206 : 200;
  if (method === 'HEAD') {
    requireWhole(store.blobs, version, { start, end });
    return { status, headers: answerHeaders };
  }
  return { status, headers: answerHeaders, ...openContent(store.blobs, version, { start, end }) };
}

function partRange(version: ObjectVersion, partNumber: string | undefined): ByteRange | undefined {
  if (partNumber === undefined) return undefined;
  const number = parseWholeNumber(partNumber, 1, MOST_PARTS);
  if (number === undefined) {
    throw new S3Error(
      'InvalidArgument',
      `partNumber must be a whole number from 1 to ${MOST_PARTS}, but is '${partNumber}'.`,
    );
  }
  const part = version.content[number - 1];
  if (!part) {
    throw new S3Error('InvalidRange', 'The requested partNumber is not satisfiable.', {
      ActualPartCount: String(version.content.length),
    });
  }
  const start = version.content.slice(0, number - 1).reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  return { start, end: start + part.sizeBytes };
}

function presentChecksum({ checksum }: ObjectVersion): Record<string, string> {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

function presentOverrides(query: ReadonlyMap<string, string>): Record<string, string> {
  const overrides = OVERRIDES.map((name) => [name, query.get(`response-${name}`)] as const);
  return Object.fromEntries(
    overrides.flatMap(([name, value]) => (value === undefined ? [] : [[name, toHeaderValue(value)]])),
  );
}
