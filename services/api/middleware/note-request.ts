import type { Context, Next } from 'koa';
import type { Api } from '../route.ts';

/** Writes every request into the journal, the metrics and the log; the playground's own endpoints stay out. */
export function noteRequest({ state, logger, clock }: Api) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.path.startsWith('/_playground') || ctx.path.startsWith('/docs')) return next();
    const entry = state.journal.begin(clock(), ctx.method, ctx.url);
    const startedAt = performance.now();
    ctx.res.once('close', () => {
      entry.duration_ms = Math.round((performance.now() - startedAt) * 1000) / 1000;
      entry.aborted = !ctx.res.writableFinished;
      state.metrics.observe(ctx.method, entry.route ?? 'none', ctx.status, entry.duration_ms);
      logger('request', {
        method: ctx.method,
        url: ctx.url,
        status: ctx.status,
        duration_ms: entry.duration_ms,
        ...(entry.aborted && { aborted: true }),
      });
    });
    await next();
    entry.route = ctx['_matchedRouteName'] ?? null;
    entry.status = ctx.status;
    entry.error_code = (ctx.response.get('X-Error-Code') as string) || null;
    return undefined;
  };
}
