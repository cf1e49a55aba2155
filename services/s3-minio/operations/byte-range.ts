import { S3Error } from '../errors.ts';

/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What a Range header asks of `sizeBytes` bytes; undefined when it is to be ignored, as S3 does with units
 * and lists that it does not serve.
 *
 * @throws S3Error InvalidRange when no byte is in the range
 */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  // A last position before the first makes the header invalid, and an invalid one is ignored (RFC 9110, 14.1.1).
  if (first !== '' && last !== '' && BigInt(last) < BigInt(first)) return undefined;
  if (start >= end) {
    throw new S3Error('InvalidRange', undefined, {
      ActualObjectSize: String(sizeBytes),
      RangeRequested: header ?? '',
    });
  }
  return { start, end };
}
