import { collect } from '../../../core/collect.ts';
import { S3Error } from '../errors.ts';
import type { ChunkSigner } from '../signature/chunk-signer.ts';
import { ByteSource } from './byte-source.ts';

/** A signed chunk is held until its signature is checked, so its size bounds our memory. SDKs send 64 to 1,024 KiB. */
const LARGEST_SIGNED_CHUNK_BYTES = 16 * 1024 * 1024;
/** A trailer or two with their signature take a tenth of it. */
const MOST_TRAILER_BYTES = 8192;
const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/**
 * Takes the `aws-chunked` framing off a body.
 *
 * @param signer verifies each chunk before it is given on; undefined for unsigned chunks
 * @param announced the names of the trailers that there must be
 * @param trailers filled with the trailers, by lower-case name, when the body has ended
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  signer: ChunkSigner | undefined,
  announced: readonly string[],
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const source = new ByteSource(body);
  try {
    while (true) {
      const { sizeBytes, signature } = parseChunkHeader(await source.line(), signer !== undefined);
      if (sizeBytes === 0) {
        signer?.verifyChunk(Buffer.alloc(0), signature);
        break;
      }
      if (signer) yield await readSigned(source, sizeBytes, signature, signer);
      else yield* source.pieces(sizeBytes);
      if ((await source.line()) !== '') throw malformed('a chunk is longer than its header says');
    }
    await readTrailers(source, signer, trailers);
    requireAnnounced(trailers, announced);
    if (!(await source.isAtEnd())) throw malformed('something follows its end');
  } finally {
    await source.close();
  }
}

async function readSigned(
  source: ByteSource,
  sizeBytes: number,
  signature: string,
  signer: ChunkSigner,
): Promise<Buffer> {
  if (sizeBytes > LARGEST_SIGNED_CHUNK_BYTES) {
    throw new S3Error(
      'InvalidRequest',
      `A signed chunk may have at most ${LARGEST_SIGNED_CHUNK_BYTES} bytes, but one has ${sizeBytes}.`,
    );
  }
  const chunk = await collect(source.pieces(sizeBytes), sizeBytes, () => malformed('a chunk is too long'));
  signer.verifyChunk(chunk, signature);
  return chunk;
}

async function readTrailers(
  source: ByteSource,
  signer: ChunkSigner | undefined,
  trailers: Map<string, string>,
): Promise<void> {
  let signedText = '';
  let sizeBytes = 0;
  for (let line = await source.line(); line !== ''; line = await source.line()) {
    const colon = line.indexOf(':');
    if (colon === -1) throw new S3Error('MalformedTrailerError');
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    sizeBytes += line.length;
    if (sizeBytes > MOST_TRAILER_BYTES || trailers.has(name)) throw new S3Error('MalformedTrailerError');
    trailers.set(name, value);
    if (name !== TRAILER_SIGNATURE) signedText += `${name}:${value}\n`;
  }
  if (signer && signedText !== '') {
    signer.verifyTrailers(signedText, trailers.get(TRAILER_SIGNATURE) ?? '');
  }
}

/** A checksum that was announced but not sent is an error. */
function requireAnnounced(trailers: ReadonlyMap<string, string>, announced: readonly string[]): void {
  const names = [...trailers.keys()].filter((name) => name !== TRAILER_SIGNATURE);
  if (names.length !== announced.length || !announced.every((name) => names.includes(name))) {
    throw new S3Error('MalformedTrailerError');
  }
}

function parseChunkHeader(line: string, isSigned: boolean): { sizeBytes: number; signature: string } {
  const match = /^(?<size>[0-9a-f]{1,12})(?:;chunk-signature=(?<signature>[0-9a-f]{64}))?$/i.exec(line);
  const { size, signature = '' } = match?.groups ?? {};
  if (size === undefined) throw malformed('a chunk does not begin with its size');
  if (isSigned && signature === '') throw malformed('a chunk has no signature');
  return { sizeBytes: Number.parseInt(size, 16), signature };
}

function malformed(what: string): S3Error {
  return new S3Error('InvalidRequest', `The body is not in aws-chunked encoding: ${what}.`);
}
