import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';

type Unpack = (packed: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** "deflate" is zlib's format, and often sent without its head (RFC 9110, section 8.4.1.2). */
const inflateAny: Unpack = (packed, options) =>
  promisify<Buffer, ZlibOptions, Buffer>(inflate)(packed, options).catch(() =>
    promisify<Buffer, ZlibOptions, Buffer>(inflateRaw)(packed, options),
  );

const UNPACK: Readonly<Record<string, Unpack>> = {
  identity: async (body) => body,
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: inflateAny,
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
};

/** Whether bodies that are packed in this way can be unpacked. */
export function canUnpack(coding: string): boolean {
  return Object.hasOwn(UNPACK, coding);
}

/**
 * Undoes the codings of a body, the last one first.
 *
 * @param codings the field `Content-Encoding`
 * @throws Error for a coding that is not known, a body that does not unpack, or one above so many bytes
 */
export async function unpack(body: Buffer, codings: string, mostBytes: number): Promise<Buffer> {
  let unpacked = body;
  for (const coding of codings.toLowerCase().split(',').reverse()) {
    const name = coding.trim() || 'identity';
    const undo = UNPACK[name];
    if (!undo) throw new Error(`it is packed with '${name}', which cannot be unpacked`);
    if (unpacked.length > 0) unpacked = await undo(unpacked, { maxOutputLength: mostBytes });
  }
  return unpacked;
}
