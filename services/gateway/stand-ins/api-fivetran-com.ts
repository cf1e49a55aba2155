import type { Context } from 'koa';
import type { Clock } from '../../../core/clock.ts';
import type { StandIn } from '../stand-in.ts';
import { isJsonObject, type JsonObject, readJsonObject } from './read-body.ts';

/** What the Connector SDK calls its connection while it runs on a developer's machine. */
const CONNECTION_ID = 'test_connection_id';
const GROUP_ID = 'test_group_id';

/** Fields of a connection that a client may set; others are taken and left alone, as the API does. */
const SETTABLE = [
  'paused',
  'sync_frequency',
  'schedule_type',
  'pause_after_trial',
  'daily_sync_time',
] as const;

/** Ours: the API does not say how many a connection may have. */
const MOST_SECRETS = 1_000;
const MOST_BYTES = 1024 * 1024;

type Secret = Readonly<{ key: string; value: unknown }>;

/**
 * One connection of a Connector SDK, which a client may read and change. Any key and secret are taken. Unlike the
 * real API it shows the values of secrets as they were set: whoever tests a connector wants to see them.
 */
export const apiFivetranCom: StandIn = {
  hosts: ['api.fivetran.com'],
  summary: 'Fivetran REST API: reading and changing a connection',
  source: 'https://fivetran.com/docs/rest-api/api-reference/connections',
  mount(router, { clock }) {
    let connection = initialConnection(clock);

    router.get('/v1/connections/:id', (ctx) => {
      if (isRefused(ctx, ctx.params['id'] ?? '')) return;
      ctx.body = { code: 'Success', data: connection };
    });

    router.patch('/v1/connections/:id', async (ctx) => {
      if (isRefused(ctx, ctx.params['id'] ?? '')) return;
      const patch = await readJsonObject(ctx.req);
      const config = patch?.['config'] ?? {};
      if (!patch || !isJsonObject(config)) {
        return refuse(ctx, 400, 'InvalidInput', 'Request body is not a valid JSON object');
      }
      const changed = patched(connection, patch, config);
      const excess = excessOf(changed);
      if (excess !== undefined) return refuse(ctx, 400, 'InvalidInput', excess);
      connection = changed;
      ctx.body = { code: 'Success', message: 'Connection has been updated', data: connection };
    });
  },
  notFound: (path) => ({ code: 'NotFound', message: `No endpoint found for '${path}'` }),
};

function initialConnection(clock: Clock): JsonObject {
  const createdAt = new Date(clock()).toISOString();
  return {
    id: CONNECTION_ID,
    service: 'connector_sdk',
    schema: 'tester',
    group_id: GROUP_ID,
    connected_by: 'playground',
    created_at: createdAt,
    succeeded_at: null,
    failed_at: null,
    paused: false,
    pause_after_trial: false,
    sync_frequency: 360,
    daily_sync_time: null,
    schedule_type: 'auto',
    service_version: 0,
    status: {
      setup_state: 'connected',
      schema_status: 'ready',
      sync_state: 'scheduled',
      update_state: 'on_schedule',
      is_historical_sync: false,
      tasks: [],
      warnings: [],
    },
    config: { secrets_list: [] },
  };
}

/** Configuration is merged field by field, the list of secrets key by key. */
function patched(connection: JsonObject, patch: JsonObject, config: JsonObject): JsonObject {
  const settings = SETTABLE.filter((field) => field in patch).map((field) => [field, patch[field]]);
  const before = connection['config'] as JsonObject;
  const secrets = new Map([...secretsOf(before), ...secretsOf(config)].map((secret) => [secret.key, secret]));
  return {
    ...connection,
    ...Object.fromEntries(settings),
    config: { ...before, ...config, secrets_list: [...secrets.values()] },
  };
}

/** What a connection has too much of; undefined when it may be kept. */
function excessOf(connection: JsonObject): string | undefined {
  const secrets = secretsOf(connection['config'] as JsonObject).length;
  if (secrets > MOST_SECRETS)
    return `The connection would have ${secrets} secrets, and ${MOST_SECRETS} is the most`;
  const bytes = Buffer.byteLength(JSON.stringify(connection));
  return bytes > MOST_BYTES
    ? `The connection would have ${bytes} bytes, and ${MOST_BYTES} is the most`
    : undefined;
}

function secretsOf(config: JsonObject): Secret[] {
  const list = config['secrets_list'];
  if (!Array.isArray(list)) return [];
  return list
    .filter((entry) => isJsonObject(entry) && typeof entry['key'] === 'string')
    .map(({ key, value }: { key: string; value: unknown }) => ({ key, value }));
}

/** Answers a request that is not allowed, not of a known version, or about another connection. */
function isRefused(ctx: Context, id: string): boolean {
  const version = /version=(\w+)/.exec(ctx.get('Accept'))?.[1] ?? '1';
  if (!isBasic(ctx.get('Authorization'))) {
    refuse(ctx, 401, 'Unauthorized', 'Invalid authorization credentials');
  } else if (version !== '1' && version !== '2') {
    refuse(ctx, 400, 'UnsupportedVersion', `API version '${version}' is not supported`);
  } else if (id !== CONNECTION_ID) {
    refuse(ctx, 404, 'NotFound_Connection', `Connection with id '${id}' doesn't exist`);
  } else {
    return false;
  }
  return true;
}

/** `Basic` and something: examples show any text as the key, so it is not taken apart. */
function isBasic(authorization: string): boolean {
  return /^Basic \S+$/i.test(authorization);
}

function refuse(ctx: Context, status: number, code: string, message: string): void {
  ctx.status = status;
  ctx.body = { code, message };
}
