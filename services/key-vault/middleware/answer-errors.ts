import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Logger } from '../../../core/logger.ts';
import { IdentityError, presentIdentityError } from '../identity/errors.ts';
import type { KeyVault } from '../route.ts';
import { presentVaultError, unexpected, VaultError } from '../vault/errors.ts';

/** The only place that catches: each service's errors in that service's own form. */
export function answerErrors({ clock, logger }: KeyVault) {
  return async (ctx: Context, next: Next): Promise<void> => {
    const requestId = randomUUID();
    ctx.set('x-ms-request-id', requestId);
    try {
      await next();
    } catch (error) {
      const known = isOurs(error) ? error : note(error, requestId, logger);
      ctx.status = known.status;
      // For the journal. Azure has no header for it.
      ctx.state['errorCode'] = known instanceof IdentityError ? known.error : known.code;
      ctx.set({ ...known.headers });
      ctx.body =
        known instanceof IdentityError
          ? presentIdentityError(known, {
              traceId: requestId,
              correlationId: ctx.get('client-request-id') || randomUUID(),
              nowMs: clock(),
            })
          : presentVaultError(known);
    }
  };
}

function isOurs(error: unknown): error is IdentityError | VaultError {
  return error instanceof IdentityError || error instanceof VaultError;
}

/** A server error: the client gets a number to quote, the log gets the rest. */
function note(error: unknown, id: string, logger: Logger): VaultError {
  logger('unexpected_error', {
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return unexpected(id);
}
