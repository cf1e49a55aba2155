import type { Context, Next } from 'koa';
import { knownOf, noteAs, noteError } from '../note.ts';
import type { StandIn } from '../stand-in.ts';
import { parameter } from '../stand-ins/parameter.ts';
import { isJsonObject, type JsonObject, readJsonObject } from '../stand-ins/read-body.ts';
import { answerQuery } from './answer-query.ts';
import { askedOfPlan, STATEMENTS } from './asked-of-plan.ts';
import { badRequest, noSession, nothingToCancel, SnowflakeError, sessionExpired } from './errors.ts';
import { shownName, storedName } from './identifier.ts';
import { PARAMETERS } from './parameters.ts';
import type { Query } from './query.ts';
import { presentError } from './result-stream.ts';
import { RunningStatements } from './running-statements.ts';
import { ROLE, SERVER_VERSION } from './session-functions.ts';
import { parseTimeout } from './session-settings.ts';
import { Sessions, type SnowflakeCredentials, type SnowflakeSession } from './sessions.ts';

export interface SnowflakeOptions {
  /** Where the rows are. */
  readonly query: Query;
  /** Who may log in. */
  readonly credentials: SnowflakeCredentials;
  /** How long any statement may take, its answer included, in seconds. Default: an hour. */
  readonly mostStatementSeconds?: number;
  /** How long a client may take nothing of its answer before it is cut off. Default: two minutes. */
  readonly mostStallMs?: number;
}

/** For clients that name none. */
const DEFAULT_DATABASE = 'PLAYGROUND';
const DEFAULT_SCHEMA = 'PUBLIC';
/** Snowflake's own limit for a name. */
const LONGEST_NAME = 255;
const SESSION_SECONDS = 3600;
const STALL_MS = 120_000;
const MASTER_SECONDS = 4 * SESSION_SECONDS;

/**
 * A Snowflake account, of any name, over a PostgreSQL database: logging in, queries, primary keys. Results come
 * as one stream of JSON, never in Arrow or in chunks; nothing can be written.
 */
export function snowflakeStandIn(options: SnowflakeOptions): StandIn {
  const { query, credentials, mostStatementSeconds = SESSION_SECONDS, mostStallMs = STALL_MS } = options;
  return {
    hosts: ['*.snowflakecomputing.com'],
    summary: 'Snowflake: logging in and querying',
    source: 'https://docs.snowflake.com/en/sql-reference-commands',
    asked: askedOfPlan,
    abilities: STATEMENTS,
    mount(router) {
      const statements = new RunningStatements();
      const sessions = new Sessions(credentials, (session) => statements.cancelAll(session));
      const sessionOf = (ctx: Context): SnowflakeSession => {
        const session = sessions.find(ctx.get('Authorization'));
        if (!session) throw noSession();
        if (knownOf(ctx.req)?.effects.expire === 'token') session.hasExpired = true;
        if (session.hasExpired) throw sessionExpired();
        return session;
      };
      router.use(errorsAsSnowflake);

      router.post('/session/v1/login-request', async (ctx) => {
        const data = (await bodyOf(ctx))['data'];
        if (!isJsonObject(data)) throw badRequest('the body has no data');
        const user = textOf(data['LOGIN_NAME']);
        noteAs(ctx.res, 'login', user);
        const session = sessions.open(user, textOf(data['PASSWORD']), {
          database: placeOf(ctx, 'databaseName', DEFAULT_DATABASE),
          schema: placeOf(ctx, 'schemaName', DEFAULT_SCHEMA),
          statementTimeoutSeconds: timeoutOf(data['SESSION_PARAMETERS']),
        });
        succeed(ctx, presentLogin(session));
      });

      router.post('/queries/v1/query-request', async (ctx) => {
        const session = sessionOf(ctx);
        const body = await bodyOf(ctx);
        await answerQuery(ctx, body, {
          session,
          query,
          statements,
          mostStallMs,
          seconds: Math.min(
            mostStatementSeconds,
            timeoutOf(body['parameters']) ?? session.statementTimeoutSeconds ?? mostStatementSeconds,
          ),
        });
      });

      router.post('/queries/v1/abort-request', async (ctx) => {
        const session = sessionOf(ctx);
        const { requestId } = await bodyOf(ctx);
        if (typeof requestId !== 'string') throw badRequest('the body has no requestId');
        if (!statements.cancel(session, requestId)) throw nothingToCancel();
        succeed(ctx, null);
      });

      router.post('/session/token-request', async (ctx) => {
        const { requestType } = await bodyOf(ctx);
        if (requestType !== 'RENEW') throw badRequest('the requestType is not RENEW');
        succeed(ctx, presentRenewed(sessions.renew(ctx.get('Authorization'))));
      });

      router.post('/session', (ctx) => {
        const session = sessionOf(ctx);
        if (parameter(ctx, 'delete') === 'true') {
          sessions.close(session);
          statements.cancelAll(session);
        }
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

function presentRenewed(session: SnowflakeSession): JsonObject {
  return {
    sessionToken: session.token,
    validityInSecondsST: SESSION_SECONDS,
    masterToken: session.masterToken,
    validityInSecondsMT: MASTER_SECONDS,
    sessionId: session.id,
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

/** A value that is not a text is not a name or a password. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A database or a schema that a client names when it logs in, as stored. */
function placeOf(ctx: Context, name: string, fallback: string): string {
  const place = parameter(ctx, name) ?? fallback;
  if (place.length > LONGEST_NAME) throw badRequest(`${name} has more than ${LONGEST_NAME} characters`);
  return storedName(place);
}

/** The timeout among parameters of a session or of a statement. */
function timeoutOf(parameters: unknown): number | undefined {
  const value = isJsonObject(parameters) ? parameters['STATEMENT_TIMEOUT_IN_SECONDS'] : undefined;
  return value === undefined || value === null ? undefined : parseTimeout(value);
}

/** Snowflake refuses with status 200, too. */
async function errorsAsSnowflake(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof SnowflakeError)) throw error;
    noteError(ctx.res, error.code);
    ctx.body = presentError(error);
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
