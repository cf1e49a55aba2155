import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { StandIn } from '../stand-in.ts';
import { parameter } from '../stand-ins/parameter.ts';
import { isJsonObject, type JsonObject, readJsonObject } from '../stand-ins/read-body.ts';
import { badRequest, bindingsUnsupported, noSession, SnowflakeError } from './errors.ts';
import { shownName, storedName } from './identifier.ts';
import type { Query } from './query.ts';
import { runStatement } from './run-statement.ts';
import { ROLE, SERVER_VERSION } from './session-functions.ts';
import { Sessions, type SnowflakeCredentials, type SnowflakeSession } from './sessions.ts';

export interface SnowflakeOptions {
  /** Where the rows are. */
  readonly query: Query;
  /** Who may log in. */
  readonly credentials: SnowflakeCredentials;
}

/** Told to a client that logs in; without the second its driver would report its use. */
const PARAMETERS = [
  { name: 'AUTOCOMMIT', value: true },
  { name: 'CLIENT_TELEMETRY_ENABLED', value: false },
  { name: 'PYTHON_CONNECTOR_QUERY_RESULT_FORMAT', value: 'json' },
  { name: 'TIMEZONE', value: 'UTC' },
];
/** For clients that name none. */
const DEFAULT_DATABASE = 'PLAYGROUND';
const DEFAULT_SCHEMA = 'PUBLIC';
const SESSION_SECONDS = 3600;
const MASTER_SECONDS = 4 * SESSION_SECONDS;

/**
 * A Snowflake account, of any name, over a PostgreSQL database: logging in, queries, primary keys. Results come
 * whole and as JSON, never in Arrow or in chunks; nothing can be written.
 */
export function snowflakeStandIn({ query, credentials }: SnowflakeOptions): StandIn {
  return {
    hosts: ['*.snowflakecomputing.com'],
    summary: 'Snowflake: logging in and querying',
    source: 'https://docs.snowflake.com/en/sql-reference-commands',
    mount(router) {
      const sessions = new Sessions(credentials);
      const sessionOf = (ctx: Context): SnowflakeSession => {
        const session = sessions.find(ctx.get('Authorization'));
        if (!session) throw noSession();
        return session;
      };
      router.use(errorsAsSnowflake);

      router.post('/session/v1/login-request', async (ctx) => {
        const data = (await bodyOf(ctx))['data'];
        if (!isJsonObject(data)) throw badRequest('the body has no data');
        const session = sessions.open(
          String(data['LOGIN_NAME'] ?? ''),
          String(data['PASSWORD'] ?? ''),
          storedName(parameter(ctx, 'databaseName') ?? DEFAULT_DATABASE),
          storedName(parameter(ctx, 'schemaName') ?? DEFAULT_SCHEMA),
        );
        succeed(ctx, presentLogin(session));
      });

      router.post('/queries/v1/query-request', async (ctx) => {
        const session = sessionOf(ctx);
        const { sqlText, bindings, describeOnly } = await bodyOf(ctx);
        if (typeof sqlText !== 'string') throw badRequest('the body has no sqlText');
        if (isJsonObject(bindings) && Object.keys(bindings).length > 0) throw bindingsUnsupported();
        const { rowtype, rowset, statementTypeId } = await runStatement(sqlText, session, query);
        const shown = describeOnly === true ? [] : rowset;
        succeed(ctx, {
          parameters: PARAMETERS,
          rowtype,
          rowset: shown,
          total: shown.length,
          returned: shown.length,
          queryId: randomUUID(),
          queryResultFormat: 'json',
          finalDatabaseName: shownName(session.database),
          finalSchemaName: shownName(session.schema),
          finalRoleName: ROLE,
          finalWarehouseName: null,
          numberOfBinds: 0,
          arrayBindSupported: false,
          statementTypeId,
          version: 1,
        });
      });

      router.post('/session', (ctx) => {
        const session = sessionOf(ctx);
        if (parameter(ctx, 'delete') === 'true') sessions.close(session);
        succeed(ctx, null);
      });

      router.post('/session/heartbeat', (ctx) => {
        sessionOf(ctx);
        succeed(ctx, null);
      });

      router.post('/telemetry/send', (ctx) => {
        ctx.req.resume();
        succeed(ctx, 'Log Received');
      });
    },
  };
}

function presentLogin(session: SnowflakeSession): JsonObject {
  return {
    masterToken: session.masterToken,
    token: session.token,
    validityInSeconds: SESSION_SECONDS,
    masterValidityInSeconds: MASTER_SECONDS,
    displayUserName: session.user.toUpperCase(),
    serverVersion: SERVER_VERSION,
    firstLogin: false,
    healthCheckInterval: 45,
    sessionId: session.id,
    parameters: PARAMETERS,
    sessionInfo: {
      databaseName: shownName(session.database),
      schemaName: shownName(session.schema),
      warehouseName: null,
      roleName: ROLE,
    },
  };
}

/** Snowflake refuses with status 200, too. */
async function errorsAsSnowflake(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof SnowflakeError)) throw error;
    const { code, message, sqlState } = error;
    ctx.body = {
      data: { errorCode: code, sqlState, queryId: randomUUID(), internalError: false, type: 'COMPILATION' },
      code,
      message,
      success: false,
      headers: null,
    };
  }
}

function succeed(ctx: Context, data: unknown): void {
  ctx.body = { data, code: null, message: null, success: true };
}

async function bodyOf(ctx: Context): Promise<JsonObject> {
  const body = await readJsonObject(ctx.req);
  if (!body) throw badRequest('the body is not a JSON object of at most 1 MiB');
  return body;
}
