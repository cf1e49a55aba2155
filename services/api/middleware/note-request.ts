import type { ServerResponse } from 'node:http';
import type { Context, Next } from 'koa';
import { maskSecrets } from '../../../core/mask-secrets.ts';
import { whenAnswered } from '../../../core/when-answered.ts';
import type { JournalEntry } from '../journal.ts';
import type { Api } from '../route.ts';

/** Writes every request into the journal, the metrics and the log; the playground's own endpoints stay out. */
export function noteRequest(api: Api) {
  return async (ctx: Context, next: Next): Promise<void> => {
    if (isAboutThePlayground(ctx.path)) return next();
    const { req, res } = ctx;
    const entry = api.state.journal.begin(api.clock(), req.method ?? '', maskSecrets(req.url ?? ''));
    const startedAt = performance.now();
    whenAnswered(res, (isWhole) => {
      entry.aborted = !isWhole;
      conclude(entry, res, performance.now() - startedAt, api);
    });
    await next();
    entry.route = ctx['_matchedRouteName'] ?? null;
    entry.status = res.statusCode;
    entry.errorCode = (res.getHeader('X-Error-Code') as string | undefined) ?? null;
    return undefined;
  };
}

export function isAboutThePlayground(path: string): boolean {
  return path.startsWith('/_playground/') || path === '/docs' || path.startsWith('/docs/');
}

function conclude(
  entry: JournalEntry,
  res: ServerResponse,
  durationMs: number,
  { state, logger }: Api,
): void {
  entry.durationMs = Math.round(durationMs * 1000) / 1000;
  const { method, url, status, aborted } = entry;
  state.metrics.observe(method, entry.route ?? 'none', res.statusCode, durationMs);
  logger('request', { method, url, status, duration_ms: entry.durationMs, ...(aborted && { aborted }) });
}
