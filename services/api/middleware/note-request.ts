import type { Context, Next } from 'koa';
import { noteRequest } from '../../../core/control/note-request.ts';
import { notedPage, notedRows } from '../note-rows.ts';
import type { Api } from '../route.ts';

/** Writes every request into the journal and the log; the playground's own endpoints stay out. */
export function noteRequests(api: Api) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (isAboutThePlayground(ctx.path)) return next();
    const { req, res } = ctx;
    const entry = noteRequest(api, 'api', req, res);
    ctx.state['entry'] = entry;
    await next();
    entry.route = ctx['_matchedRouteName'] ?? null;
    entry.rows = notedRows(ctx);
    entry.page = notedPage(ctx);
    // A fault may have left it without an answer.
    if (ctx.respond !== false || res.headersSent) entry.status = res.statusCode;
    // The connection may have ended before, and the entry with it.
    entry.errorCode ??= (res.getHeader('X-Error-Code') as string | undefined) ?? null;
    return undefined;
  };
}

export function isAboutThePlayground(path: string): boolean {
  return path.startsWith('/_playground/') || path === '/docs' || path.startsWith('/docs/');
}
