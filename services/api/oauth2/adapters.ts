import type { Adapter, AdapterPayload } from 'oidc-provider';
import { InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import type { Clock } from '../../../core/clock.ts';
import type { AccessTokens } from './access-tokens.ts';
import { undisguised } from './disguise.ts';
import type { OAuth2Records } from './records.ts';
import { USER } from './scopes.ts';
import { toOurTime, toSystemTime } from './time-shift.ts';

export interface AdapterParts {
  readonly records: OAuth2Records;
  readonly accessTokens: AccessTokens;
  readonly clock: Clock;
}

/** Where oidc-provider finds and keeps the things of one kind. */
export function adapterOf(kind: string, parts: AdapterParts): Adapter {
  if (kind === 'Session') return sessionAdapter;
  if (kind === 'AccessToken' || kind === 'ClientCredentials') return accessTokenAdapter(kind, parts);
  return recordAdapter(kind, parts);
}

const emptyAdapter: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

/** The session of a browser, in which the user has just signed in: every authorization request comes from it. */
const sessionAdapter: Adapter = {
  ...emptyAdapter,
  async find() {
    const now = Math.floor(Date.now() / 1000);
    return {
      kind: 'Session',
      jti: USER,
      uid: USER,
      accountId: USER,
      loginTs: now,
      iat: now,
      exp: now + 3600,
    };
  },
};

/** Access tokens are stored nowhere: one is found by verifying it, and ended by noting that it has ended. */
function accessTokenAdapter(kind: string, { accessTokens, records, clock }: AdapterParts): Adapter {
  return {
    ...emptyAdapter,
    async find(value) {
      const judged = await accessTokens.judge(undisguised(value));
      if (judged.verdict !== 'valid') return undefined;
      const { client_id: clientId, grant_id: grantId, sub, ...claims } = judged.claims;
      if (kind !== (grantId === undefined ? 'ClientCredentials' : 'AccessToken')) return undefined;
      const { jti, scope, aud, iat, exp } = claims;
      const payload: AdapterPayload = { kind, jti, clientId, scope, aud, iat, exp };
      return toSystemTime(grantId === undefined ? payload : { ...payload, grantId, accountId: sub }, clock);
    },
    destroy: async (id) => records.revoke(id, askingClient()),
    revokeByGrantId: async (grantId) => records.revoke(grantId, askingClient()),
  };
}

/** Who makes the request that is being answered: a client can revoke only its own tokens. */
function askingClient(): string | undefined {
  return Provider.ctx?.oidc.client?.clientId;
}

/** What a client may have more of without a secret, since the user agrees to everything. */
const OFFERED = ['AuthorizationCode', 'Grant'];

/** Grants, codes and refresh tokens. */
function recordAdapter(kind: string, { records, clock }: AdapterParts): Adapter {
  return {
    ...emptyAdapter,
    async upsert(id, payload) {
      const record = { ...toOurTime(payload, clock) };
      if (OFFERED.includes(kind)) records.offer(kind, id, record);
      else records.put(kind, id, record);
    },
    async find(id) {
      const record = records.get(kind, id);
      return record && toSystemTime(record, clock);
    },
    async consume(id) {
      const record = records.get(kind, id);
      // Of two requests at the same moment one must fail; oidc-provider looked before either had used it.
      if (!record || record.consumed) throw new InvalidGrant({ detail: 'it has been used already' });
      records.put(kind, id, { ...record, consumed: true });
      const grant = record.grantId && records.get('Grant', record.grantId);
      if (grant) records.put('Grant', record.grantId, grant);
    },
    destroy: async (id) => records.remove(kind, id),
    revokeByGrantId: async (grantId) => records.removeGranted(kind, grantId),
  };
}
