import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import crc64 from '@aws-sdk/crc64-nvme';
import nodeRsCrc32 from '@node-rs/crc32';

/** The checksums that S3 knows besides Content-MD5 ("Checking object integrity"). */
export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

export interface RunningChecksum {
  update(chunk: Uint8Array): void;
  /** The bytes of the checksum, most significant first. Called once, at the end. */
  digest(): Promise<Buffer> | Buffer;
}

const SIZE_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

/** The header that carries a checksum, `x-amz-checksum-crc32`. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

/** The XML element and JSON field that carries a checksum, `ChecksumCRC32`. */
export function checksumElement(algorithm: ChecksumAlgorithm): string {
  return `Checksum${algorithm}`;
}

/** The algorithm of that name in any case; undefined when S3 has none. */
export function parseAlgorithm(name: string): ChecksumAlgorithm | undefined {
  return CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
}

/** Whether the text is Base64 of as many bytes as the algorithm gives. */
export function isChecksumValue(algorithm: ChecksumAlgorithm, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === SIZE_BYTES[algorithm] && bytes.toString('base64') === value;
}

export function createChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case 'CRC32':
      return runningCrc((chunk, crc) => crc32(chunk, crc));
    case 'CRC32C':
      return runningCrc((chunk, crc) => nodeRsCrc32.crc32c(chunk, crc));
    case 'CRC64NVME': {
      const running = new crc64.Crc64Nvme();
      return {
        update: (chunk) => running.update(chunk),
        digest: async () => Buffer.from(await running.digest()),
      };
    }
    case 'SHA1':
    case 'SHA256': {
      const hash = createHash(algorithm);
      return { update: (chunk) => hash.update(chunk), digest: () => hash.digest() };
    }
  }
}

/** The checksum of bytes at hand, in Base64. */
export async function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  const running = createChecksum(algorithm);
  running.update(bytes);
  return (await running.digest()).toString('base64');
}

function runningCrc(next: (chunk: Uint8Array, crc: number) => number): RunningChecksum {
  let crc = 0;
  return {
    update(chunk) {
      crc = next(chunk, crc);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(crc >>> 0);
      return bytes;
    },
  };
}
