import type { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import type { Context } from 'koa';

/** Most of the gain for the least of the work. */
const FAST = { level: 1 };

/** Sends CSV as a download, compressed for clients that ask for it. */
export function respondCsv(ctx: Context, fileName: string, text: string | Readable): void {
  ctx.set('Content-Disposition', `attachment; filename=${fileName}`);
  ctx.set('Vary', 'Accept-Encoding');
  ctx.type = 'text/csv; charset=utf-8';
  const encoding = ctx.get('Accept-Encoding') === '' ? 'identity' : ctx.acceptsEncodings('gzip', 'identity');
  if (encoding !== 'gzip') {
    ctx.body = text;
    return;
  }
  ctx.set('Content-Encoding', 'gzip');
  if (typeof text === 'string') {
    ctx.body = gzipSync(text, FAST);
    return;
  }
  const gzip = createGzip(FAST);
  // Not pipeline: it would turn a client that disconnects into a server error.
  gzip.once('close', () => text.destroy());
  text.once('error', (error) => gzip.destroy(error));
  ctx.body = text.pipe(gzip);
}
