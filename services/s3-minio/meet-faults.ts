import type { Substitute } from '../../core/faults/substitute.ts';
import { S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';

/** Of these S3 has an error of its own. */
const OWN: Readonly<Record<number, ConstructorParameters<typeof S3Error>[0]>> = {
  403: 'AccessDenied',
  500: 'InternalError',
  503: 'SlowDown',
};

/**
 * What is answered in place of the answer.
 *
 * @throws S3Error for a status that S3 has an error of
 */
export function answerInstead({ status, type, body }: Substitute): Answer {
  const code = body === undefined ? OWN[status] : undefined;
  if (code !== undefined) throw new S3Error(code, `The fault plan answers with ${status} here.`);
  const bytes = Buffer.from(body ?? '');
  const headers = { 'content-type': type, 'content-length': String(bytes.length) };
  return { status, headers, body: piece(bytes) };
}

async function* piece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
