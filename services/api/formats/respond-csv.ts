import type { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Context } from 'koa';

/** Sends CSV as a download, compressed for clients that ask for it. */
export function respondCsv(ctx: Context, fileName: string, text: Readable): void {
  ctx.set('Content-Disposition', `attachment; filename=${fileName}`);
  ctx.set('Vary', 'Accept-Encoding');
  ctx.type = 'text/csv; charset=utf-8';
  const encoding = ctx.get('Accept-Encoding') === '' ? 'identity' : ctx.acceptsEncodings('gzip', 'identity');
  if (encoding !== 'gzip') {
    ctx.body = text;
    return;
  }
  ctx.set('Content-Encoding', 'gzip');
  const gzip = createGzip({ level: 1 });
  // Not pipeline: it would turn a client that goes away into an error of ours.
  gzip.once('close', () => text.destroy());
  text.once('error', (error) => gzip.destroy(error));
  ctx.body = text.pipe(gzip);
}
