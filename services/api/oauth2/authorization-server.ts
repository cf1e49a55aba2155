import type { Context } from 'koa';
import type { Provider } from 'oidc-provider';
import { BoundedMap } from '../../../core/bounded-map.ts';
import type { ApiOptions } from '../options.ts';
import { AccessTokens } from './access-tokens.ts';
import { issuerOf } from './issuer.ts';
import { type ProviderRequest, providerRequest } from './provider-request.ts';
import type { OAuth2Records } from './records.ts';

/** A playground is known under few addresses; a client that thinks of more must not fill the memory. */
const MOST_PROVIDERS = 8;

/**
 * The authorization server: oidc-provider, once for each address under which clients come. It is loaded by the
 * first request that needs it, since that takes a good tenth of a second and 20 MB.
 */
export class AuthorizationServer {
  readonly accessTokens: AccessTokens;
  readonly #options: ApiOptions;
  readonly #records: OAuth2Records;
  readonly #providers = new BoundedMap<string, Provider>(MOST_PROVIDERS);

  constructor(options: ApiOptions, records: OAuth2Records) {
    this.#options = options;
    this.#records = records;
    this.accessTokens = new AccessTokens({ ...options, records });
  }

  /** Under how many addresses it is known now. */
  get size(): number {
    return this.#providers.size;
  }

  /**
   * Puts a request to oidc-provider and makes its answer ours.
   *
   * @throws ApiError 400 when the request's headers make no address
   */
  async answer(ctx: Context, request: ProviderRequest): Promise<void> {
    const issuer = issuerOf(ctx);
    const provider = await this.#providerOf(issuer);
    const inner = provider.createContext(providerRequest(ctx, issuer, request), ctx.res);
    Object.assign(inner.state, request.state);
    // As a server would do that has it mounted under the issuer's path.
    inner['mountPath'] = new URL(issuer).pathname;
    inner.path = request.path;
    await provider.middleware.reduceRight<() => Promise<unknown>>(
      (next, step) => async () => step(inner, next),
      async () => undefined,
    )();
    ctx.status = inner.status;
    ctx.body = inner.body;
    for (const header of NOT_OURS) ctx.remove(header);
  }

  async #providerOf(issuer: string): Promise<Provider> {
    const { createProvider } = await import('./create-provider.ts');
    const provider =
      this.#providers.get(issuer) ??
      createProvider(issuer, {
        ...this.#options,
        accessTokens: this.accessTokens,
        records: this.#records,
      });
    this.#providers.set(issuer, provider);
    return provider;
  }
}

/** There is no session to keep, and access does not depend on a header (`middleware/allow-origins.ts`). */
const NOT_OURS = ['Set-Cookie', 'Vary'];
