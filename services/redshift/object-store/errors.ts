import { SqlError } from '../sql-error.ts';

/** What Amazon Redshift gives for all that goes wrong between it and S3. */
const INTERNAL = 'XX000';

/** An error document of S3, and the status that it came with. */
export interface StoreAnswer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly hostId: string;
}

/** What S3 answered, in the form that Amazon Redshift passes it on. */
export function refusedByStore(answer: StoreAnswer, context: string): SqlError {
  const { status, code, message, requestId, hostId } = answer;
  const canRetry = status >= 500 ? 1 : 0;
  return new SqlError(
    INTERNAL,
    `S3ServiceException:${message},Status ${status},Error ${code},Rid ${requestId},ExtRid ${hostId},CanRetry ${canRetry}`,
    { detail: `code: 8001\ncontext: ${context}` },
  );
}

export const oddAnswer = (url: string, expected: string) =>
  new SqlError(INTERNAL, `the object store at ${url} did not answer with ${expected}`, {
    detail: 'code: 8001',
  });

export const storeUnreachable = (url: string, reason: string) =>
  new SqlError(INTERNAL, `the object store at ${url} cannot be reached: ${reason}`, { detail: 'code: 8001' });
