import type { Context, Next } from 'koa';
import { noteRequest } from '../../../core/control/note-request.ts';
import type { KeyVault } from '../route.ts';

/** Writes every request into the journal and the log: paths have the names of secrets, bodies the values. */
export function noteRequests(vault: KeyVault) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const { req, res } = ctx;
    const entry = noteRequest(vault, 'key-vault', req, res);
    ctx.state['entry'] = entry;
    await next();
    entry.route = ctx['_matchedRouteName'] ?? null;
    // A fault may have left it without an answer.
    if (ctx.respond !== false || res.headersSent) entry.status = res.statusCode;
    entry.errorCode = (ctx.state['errorCode'] as string | undefined) ?? null;
  };
}
