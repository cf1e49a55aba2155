import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Logger } from '../../../core/logger.ts';
import { reportUnexpected } from '../middleware/errors-as-json.ts';

interface ProtocolError {
  readonly error?: string | undefined;
  /** What oidc-provider keeps to itself, as is right where secrets are secret: why a grant is refused. */
  readonly error_detail?: string | undefined;
}

/** Puts the errors of a provider into the journal, and their causes into its answers. */
export function describeErrors(provider: Provider, logger: Logger): void {
  provider.on('authorization.error', describe);
  provider.on('introspection.error', describe);
  provider.on('revocation.error', describe);
  provider.on('grant.error', (ctx, error) => {
    describe(ctx, isGrantOfOthers(ctx) ? { ...error, error: 'unauthorized_client' } : error);
  });
  provider.on('server_error', (ctx, error) => {
    const { code, message } = reportUnexpected(error, logger);
    describe(ctx, { error: 'server_error', error_detail: message });
    ctx.set('X-Error-Code', code);
  });
}

function describe(ctx: KoaContextWithOIDC, { error = 'server_error', error_detail }: ProtocolError): void {
  ctx.set('X-Error-Code', error);
  if (typeof ctx.body !== 'object' || ctx.body === null) return;
  ctx.body = { ...ctx.body, error, ...(error_detail && { error_description: error_detail }) };
}

/** oidc-provider has `invalid_request` for it; RFC 6749, section 5.2, has a separate code. */
function isGrantOfOthers({ oidc }: KoaContextWithOIDC): boolean {
  const grantType = oidc.params?.['grant_type'];
  return grantType === 'client_credentials' && oidc.client?.grantTypeAllowed(grantType) === false;
}
