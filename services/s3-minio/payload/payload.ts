import { createHash } from 'node:crypto';
import { S3Error } from '../errors.ts';
import type { ChunkSigner } from '../signature/chunk-signer.ts';
import { announcedTrailers } from './announced-digests.ts';
import { decodeAwsChunked } from './aws-chunked.ts';

/** The body of a request, free of its framing. It can be read once. */
export interface Payload {
  /** Rejects at the end when the body is not what was signed or announced. */
  readonly chunks: AsyncIterable<Buffer>;
  /** By lower-case name; filled when `chunks` has ended. */
  readonly trailers: ReadonlyMap<string, string>;
  /** How long it may take as a whole where it is a document and not an object. */
  readonly documentMs: number;
}

type Headers = Readonly<Record<string, string>>;

/**
 * Reads a body as its `x-amz-content-sha256` header says: plain, hashed, or in chunks with or without
 * signatures and trailers.
 *
 * @throws S3Error InvalidArgument when that header names no form S3 has
 */
export function openPayload(
  headers: Headers,
  body: AsyncIterable<Buffer>,
  signer: ChunkSigner | undefined,
  documentMs: number,
): Payload {
  const form = headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const trailers = new Map<string, string>();
  switch (form) {
    case 'UNSIGNED-PAYLOAD':
      return { chunks: body, trailers, documentMs };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return {
        chunks: counted(decodeAwsChunked(body, undefined, announcedTrailers(headers), trailers), headers),
        trailers,
        documentMs,
      };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      if (!signer) throw new S3Error('InvalidRequest', 'Signed chunks need a Signature Version 4 request.');
      return {
        chunks: counted(decodeAwsChunked(body, signer, announcedTrailers(headers), trailers), headers),
        trailers,
        documentMs,
      };
    default:
      if (/^STREAMING-AWS4-ECDSA/.test(form)) throw new S3Error('NotImplemented');
      if (!/^[0-9a-f]{64}$/i.test(form)) {
        throw new S3Error(
          'InvalidArgument',
          `x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- form or a SHA-256 in hex, but is '${form}'.`,
        );
      }
      return { chunks: hashed(body, form.toLowerCase()), trailers, documentMs };
  }
}

async function* hashed(body: AsyncIterable<Buffer>, expected: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of body) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== expected) throw new S3Error('XAmzContentSHA256Mismatch');
}

async function* counted(chunks: AsyncIterable<Buffer>, headers: Headers): AsyncGenerator<Buffer> {
  const announced = headers['x-amz-decoded-content-length'];
  if (announced === undefined || !/^\d+$/.test(announced)) {
    throw new S3Error(
      'MissingContentLength',
      'A chunked body needs the x-amz-decoded-content-length header.',
    );
  }
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > Number(announced)) throw new S3Error('IncompleteBody');
    yield chunk;
  }
  if (sizeBytes !== Number(announced)) throw new S3Error('IncompleteBody');
}
