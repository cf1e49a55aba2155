import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { knownOf, noteAs, noteError } from '../note.ts';
import { parameter } from '../stand-ins/parameter.ts';
import { isJsonObject, type JsonObject } from '../stand-ins/read-body.ts';
import { badRequest, bindingsUnsupported, plannedFailure } from './errors.ts';
import { shownName } from './identifier.ts';
import { PARAMETERS } from './parameters.ts';
import type { Query } from './query.ts';
import { streamResult } from './result-stream.ts';
import { runStatement } from './run-statement.ts';
import type { RunningStatements } from './running-statements.ts';
import { ROLE } from './session-functions.ts';
import type { SnowflakeSession } from './sessions.ts';

interface QueryOptions {
  readonly session: SnowflakeSession;
  readonly query: Query;
  readonly statements: RunningStatements;
  /** How long the statement may take, its answer included. */
  readonly seconds: number;
  /** A client that takes nothing for so long is cut off: its query holds a connection to the database. */
  readonly mostStallMs: number;
}

/** Answers `POST /queries/v1/query-request`. @throws SnowflakeError while nothing has been answered */
export async function answerQuery(
  ctx: Context,
  { sqlText, bindings, bindStage, describeOnly }: JsonObject,
  { session, query, statements, seconds, mostStallMs }: QueryOptions,
): Promise<void> {
  if (typeof sqlText !== 'string') throw badRequest('the body has no sqlText');
  noteAs(ctx.res, 'query', sqlText);
  const { sqlstate, message } = knownOf(ctx.req)?.effects ?? {};
  if (sqlstate !== undefined) throw plannedFailure(sqlstate, message);
  if (!isNothing(bindings) || !isNothing(bindStage)) throw bindingsUnsupported();
  const statement = statements.begin(session, parameter(ctx, 'requestId') ?? '', seconds);
  ctx.res.once('close', () => statement.end());
  if (ctx.res.destroyed) statement.end();
  await statement.turn();
  const result = await runStatement(sqlText, session, query, statement.signal);
  const pieces = streamResult(result, {
    describeOnly: describeOnly === true,
    onError: (code) => noteError(ctx.res, code),
    more: () => ({
      parameters: PARAMETERS,
      queryId: randomUUID(),
      queryResultFormat: 'json',
      finalDatabaseName: shownName(session.database),
      finalSchemaName: shownName(session.schema),
      finalRoleName: ROLE,
      finalWarehouseName: null,
      numberOfBinds: 0,
      arrayBindSupported: false,
      version: 1,
    }),
  });
  ctx.type = 'json';
  ctx.body = Readable.from(unlessStalled(pieces, ctx.res, mostStallMs), { objectMode: false });
}

/** Drivers send an empty object, or null, where a statement has no bindings. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (isJsonObject(value) && Object.keys(value).length === 0);
}

/** Cuts the answer off when a piece of it is not asked for. */
async function* unlessStalled(
  pieces: AsyncIterable<string>,
  response: ServerResponse,
  mostStallMs: number,
): AsyncGenerator<string> {
  for await (const piece of pieces) {
    const cut = setTimeout(() => response.destroy(), mostStallMs);
    try {
      yield piece;
    } finally {
      // Also when no more is asked for.
      clearTimeout(cut);
    }
  }
}
