import type { ChecksumAlgorithm } from './algorithms.ts';
import { checksumOf } from './algorithms.ts';

/** What the checksum of a multipart object is taken over: its parts' checksums, or all its bytes. */
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

export interface PartChecksum {
  /** Base64. */
  readonly value: string;
  readonly sizeBytes: number;
}

/** The checksum of the parts' checksums, with their number: `AbC123==-3`. */
export async function compositeChecksum(
  algorithm: ChecksumAlgorithm,
  parts: readonly PartChecksum[],
): Promise<string> {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.value, 'base64')));
  return `${await checksumOf(algorithm, digests)}-${parts.length}`;
}

interface Crc {
  readonly bits: bigint;
  /** Reflected, as in the algorithms' definitions. */
  readonly polynomial: bigint;
}

const CRCS: Readonly<Partial<Record<ChecksumAlgorithm, Crc>>> = {
  CRC32: { bits: 32n, polynomial: 0xedb88320n },
  CRC32C: { bits: 32n, polynomial: 0x82f63b78n },
  CRC64NVME: { bits: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
};

/** Only CRCs can be had of a whole from its parts. */
export function hasFullObjectType(algorithm: ChecksumAlgorithm): boolean {
  return CRCS[algorithm] !== undefined;
}

/**
 * The CRC of all bytes, worked out from those of the parts without reading a byte again: appending n bytes
 * multiplies a CRC by x^(8n) modulo the polynomial, and CRCs add by XOR.
 *
 * @throws RangeError for an algorithm that is no CRC
 */
export function fullObjectChecksum(algorithm: ChecksumAlgorithm, parts: readonly PartChecksum[]): string {
  const crc = CRCS[algorithm];
  if (!crc) throw new RangeError(`${algorithm} of a whole cannot be worked out from its parts`);
  const shifts = new Map<number, bigint>();
  let whole = 0n;
  for (const { value, sizeBytes } of parts) {
    const shift = shifts.get(sizeBytes) ?? powerOfX(crc, BigInt(sizeBytes) * 8n);
    shifts.set(sizeBytes, shift);
    whole = multiply(crc, shift, whole) ^ BigInt(`0x${Buffer.from(value, 'base64').toString('hex')}`);
  }
  return Buffer.from(whole.toString(16).padStart(Number(crc.bits / 4n), '0'), 'hex').toString('base64');
}

/** x^exponent modulo the polynomial. In reflected form the highest bit stands for 1, the next for x. */
function powerOfX(crc: Crc, exponent: bigint): bigint {
  let power = 1n << (crc.bits - 1n);
  let square = 1n << (crc.bits - 2n);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(crc, square, power);
    square = multiply(crc, square, square);
  }
  return power;
}

function multiply(crc: Crc, left: bigint, right: bigint): bigint {
  let product = 0n;
  let shifted = right;
  for (let bit = crc.bits - 1n; bit >= 0n; bit -= 1n) {
    if ((left >> bit) & 1n) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ crc.polynomial : shifted >> 1n;
  }
  return product;
}
