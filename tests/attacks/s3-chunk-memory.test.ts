import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeAwsChunked } from '../../services/s3-minio/payload/aws-chunked.ts';
import { ChunkSigner } from '../../services/s3-minio/signature/chunk-signer.ts';
import { Blobs, createBlobFile } from '../../services/s3-minio/store/blobs.ts';
import { signChunks } from '../services/s3-minio/plain-request.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { usedBytes } from '../support/used-bytes.ts';

const MIB = 1024 * 1024;
/** A batch of 512 KiB, and as much for what the measuring takes. As a list of chunks it was 2 to 11 MiB. */
const MOST_BYTES = MIB;
const RECEIVED_BYTES = 64 * 1024;

let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
let blobs: Blobs;
beforeAll(async () => {
  folder = await temporaryDirectory();
  blobs = new Blobs(folder.path, createBlobFile);
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

/** A body as it comes from a socket; says what it holds in memory once all before its end has been asked for. */
async function* received(body: Buffer, say: (bytes: number) => void): AsyncGenerator<Buffer> {
  const before = usedBytes();
  const end = body.length - 1;
  for (let start = 0; start < end; start += RECEIVED_BYTES) {
    yield Buffer.from(body.subarray(start, Math.min(end, start + RECEIVED_BYTES)));
  }
  say(usedBytes() - before);
  yield body.subarray(end);
}

const key = Buffer.from('key');
const signed = { key, amzDate: '20260101T000000Z', scope: '20260101/us-east-1/s3/aws4_request' };

/** How much more is in use before the end of such a body than before its beginning. */
async function heldBy(count: number, sizeBytes: number, isSigned: boolean): Promise<number> {
  const chunk = 'x'.repeat(sizeBytes);
  const body = isSigned
    ? signChunks({ ...signed, headers: {}, signature: 'seed' }, new Array(count).fill(chunk), '')
    : `${`${sizeBytes.toString(16)}\r\n${chunk}\r\n`.repeat(count)}0\r\n\r\n`;
  const signer = isSigned ? new ChunkSigner(key, signed.amzDate, signed.scope, 'seed') : undefined;
  let heldBytes = Number.NaN;
  const bytes = received(Buffer.from(body), (held) => {
    heldBytes = held;
  });
  const stored = await blobs.write(decodeAwsChunked(bytes, signer, [], new Map()));
  blobs.release(stored.blob);
  expect(stored.sizeBytes).toBe(count * sizeBytes);
  return heldBytes;
}

/** A hundred thousand chunks are slow on a busy machine, and nothing here is about time. */
const TAKES_MS = 180_000;

it.each([
  ['unsigned chunks of one byte', 100_000, 1, false],
  ['unsigned chunks of two bytes', 50_000, 2, false],
  ['unsigned chunks of 100 bytes', 5000, 100, false],
  ['unsigned chunks of 64 KiB', 7, 65_536, false],
  ['signed chunks of one byte', 20_000, 1, true],
  ['signed chunks of 64 KiB', 7, 65_536, true],
])(
  '%s: %d of them hold no more memory than their bytes',
  async (_, count, sizeBytes, isSigned) => {
    // Once before, so that what is compiled and kept forever does not count.
    await heldBy(100, sizeBytes, isSigned);
    expect(await heldBy(count, sizeBytes, isSigned)).toBeLessThan(MOST_BYTES);
  },
  TAKES_MS,
);
