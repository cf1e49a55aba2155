import { hasCode } from '../../core/playground-error.ts';
import { isS3Error, S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';
import { xmlError } from './xml.ts';

interface Circumstances {
  readonly requestId: string;
  readonly path: string;
}

/** The one place where errors become answers: S3's XML. */
export function answerToError(error: S3Error, { requestId, path }: Circumstances): Answer {
  return {
    status: error.status,
    headers: error.code === 'InvalidRange' ? contentRange(error) : {},
    body: xmlError({
      Code: error.code,
      Message: error.message,
      ...error.fields,
      Resource: path.split('?')[0] as string,
      RequestId: requestId,
    }),
  };
}

export function asS3Error(error: unknown): S3Error {
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
