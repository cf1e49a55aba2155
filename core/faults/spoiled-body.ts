import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { cutPlace } from './cut-place.ts';
import type { Effects } from './effects.ts';

/** What is sent of a body, and how it ends. */
export interface SpoiledBody {
  readonly bytes: Buffer;
  /** `whole` as HTTP has it; otherwise the connection ends in the middle, orderly or with RST. */
  readonly ending: 'whole' | 'closed' | 'reset';
}

/** CRC and length (RFC 1952, section 2.3). */
const GZIP_TRAILER = 8;

/** Whether the body has to be held back, because it must be known before something is sent. */
export function needsBody({ cut, gzip, length }: Effects): boolean {
  return cut !== undefined || gzip !== undefined || length !== undefined;
}

/**
 * Spoils a body, and says in the headers what clients are to believe of it.
 *
 * @param isComplete false where it was longer than what is held back
 */
export function spoiledBody(
  response: ServerResponse,
  effects: Effects,
  body: Buffer,
  isComplete: boolean,
): SpoiledBody {
  const { cut, gzip, length, reset } = effects;
  const place =
    cut === undefined ? body.length : cutPlace(cut, body, String(response.getHeader('Content-Type') ?? ''));
  const isCut = !isComplete || cut !== undefined;
  const part = body.subarray(0, place);
  if (gzip !== undefined) return framed(response, brokenGzip(response, part), length);
  if (length !== undefined) return framed(response, part, length);
  return { bytes: part, ending: isCut ? (reset ? 'reset' : 'closed') : 'whole' };
}

function framed(response: ServerResponse, bytes: Buffer, length: Effects['length']): SpoiledBody {
  if (length === 'none') {
    response.removeHeader('Content-Length');
    response.removeHeader('Transfer-Encoding');
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
    return { bytes, ending: 'whole' };
  }
  response.removeHeader('Transfer-Encoding');
  response.setHeader('Content-Length', bytes.length + (length === 'wrong' ? 1 : 0));
  return { bytes, ending: length === 'wrong' ? 'closed' : 'whole' };
}

function brokenGzip(response: ServerResponse, body: Buffer): Buffer {
  const isCompressed = response.getHeader('Content-Encoding') === 'gzip';
  response.setHeader('Content-Encoding', 'gzip');
  const compressed = isCompressed ? body : gzipSync(body);
  return compressed.subarray(0, Math.max(0, compressed.length - GZIP_TRAILER));
}
