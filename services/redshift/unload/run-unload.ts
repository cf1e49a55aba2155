import type { Logger } from '../../../core/logger.ts';
import { presentMessage, presentText } from '../message.ts';
import type { ObjectStore } from '../object-store/object-store.ts';
import { RemoteBucket } from '../object-store/remote-bucket.ts';
import { type BorrowedSession, DatabaseError } from '../relay/borrowed-session.ts';
import type { Outcome } from '../relay/outcome.ts';
import { presentError, presentNotice } from '../report.ts';
import { SqlError } from '../sql-error.ts';
import { noObjectStore, unforeseen } from './errors.ts';
import { parquetFormat } from './parquet/parquet-format.ts';
import { parseUnload } from './parse-unload.ts';
import { describeQuery, requireUtf8, selectRows } from './query-rows.ts';
import type { UnloadStatement } from './statement.ts';
import { textFormat } from './text-format.ts';
import { requireRoom, UnloadedFiles } from './unloaded-files.ts';

export interface UnloadParts {
  /** Undefined if there is none: then every UNLOAD fails. */
  readonly store: ObjectStore | undefined;
  /** Comes when the client is gone. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Runs an UNLOAD in the session of its client, so that it sees what that session sees: its temporary tables, its
 * transaction, its search path.
 *
 * @throws Error when the database is gone
 */
export async function runUnload(sql: string, session: BorrowedSession, parts: UnloadParts): Promise<Outcome> {
  try {
    const { bucket, prefix, rows } = await unload(parseUnload(sql), session, parts);
    parts.logger('unloaded', { to: `s3://${bucket}/${prefix}`, rows });
    const message = `UNLOAD completed, ${rows} record(s) unloaded successfully.`;
    const notice = presentNotice({ severity: 'INFO', code: '00000', message });
    return {
      answer: Buffer.concat([notice, presentMessage('C', presentText('UNLOAD'))]),
      hasFailed: false,
      errorCode: null,
    };
  } catch (error) {
    if (error instanceof DatabaseError)
      return { answer: error.answer, hasFailed: true, errorCode: error.code };
    await session.fail();
    const { code, message, detail, hint } = error instanceof SqlError ? error : unforeseen(error);
    parts.logger('unload_failed', { code });
    const answer = presentError({ severity: 'ERROR', code, message, detail, hint });
    return { answer, hasFailed: true, errorCode: code };
  }
}

async function unload(
  statement: UnloadStatement,
  session: BorrowedSession,
  parts: UnloadParts,
): Promise<{ bucket: string; prefix: string; rows: number }> {
  const bucket = bucketOf(statement, parts);
  // A transaction that has failed fails this too, before anything else is looked at.
  await requireUtf8(session);
  await requireRoom(bucket, statement);
  const columns = await describeQuery(session, statement.query);
  const { format: kind } = statement;
  const format = kind.kind === 'parquet' ? parquetFormat(columns) : textFormat(columns, kind);
  const files = new UnloadedFiles(bucket, statement, format);
  try {
    await selectRows(session, format.valueFormats, (row) => files.add(row));
    await files.finish();
  } catch (error) {
    await files.undo();
    throw error;
  }
  return { bucket: statement.bucket, prefix: statement.prefix, rows: files.rows };
}

/** An IAM role stands for the keys that the proxy was given. @throws SqlError */
function bucketOf(
  { bucket, authorization, region }: UnloadStatement,
  { store, signal }: UnloadParts,
): RemoteBucket {
  if (!store) throw noObjectStore();
  const { sessionToken, ...keys } =
    authorization.kind === 'keys' ? authorization : { ...store, sessionToken: undefined };
  return new RemoteBucket({ ...store, ...keys, region: region ?? store.region }, bucket, sessionToken, [
    signal,
  ]);
}
