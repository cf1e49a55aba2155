import type { Logger } from '../../core/logger.ts';
import { hasCode } from '../../core/playground-error.ts';
import { isS3Error, S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';
import { xmlError } from './xml.ts';

interface Circumstances {
  readonly requestId: string;
  readonly path: string;
  readonly logger: Logger;
}

/** The one place where errors become answers: S3's XML. */
export function answerToError(error: unknown, { requestId, path, logger }: Circumstances): Answer {
  const known = asS3Error(error);
  if (known.code === 'InternalError') logger('s3.error', { requestId, path, reason: String(error) });
  return {
    status: known.status,
    headers: known.code === 'InvalidRange' ? contentRange(known) : {},
    body: xmlError({
      Code: known.code,
      Message: known.message,
      ...known.fields,
      Resource: path.split('?')[0] as string,
      RequestId: requestId,
    }),
  };
}

function asS3Error(error: unknown): S3Error {
  if (isS3Error(error)) return error;
  if (hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT')) return new S3Error('XMinioStorageFull');
  // The client disconnected: nobody reads the answer, but it is not a server error either.
  if (hasCode(error, 'ECONNRESET')) return new S3Error('IncompleteBody');
  return new S3Error('InternalError');
}

/** RFC 9110, 15.5.17: a 416 says how long the whole is. */
function contentRange({ fields }: S3Error): Record<string, string> {
  const size = fields['ActualObjectSize'];
  return size === undefined ? {} : { 'content-range': `bytes */${size}` };
}
