import { isCommit } from '../../../core/faults/database-error.ts';
import { newSecret } from '../../../core/new-secret.ts';
import { presentMessage } from './present-message.ts';

/** A name that no client can know: an error that names it is one that was asked for here. */
const NAME = `playground_fault_${newSecret()}`;

/**
 * What is sent to the server in place of a message so that the statement fails there, and with it the transaction, as the
 * client is told: it speaks of a portal or a cursor that does not exist.
 *
 * @param type the letter of the message in whose place it is
 * @param sql the statement: a COMMIT that fails has ended its transaction
 */
export function failingMessage(type: string, sql: string): Buffer {
  const fetch = `${isCommit(sql) ? 'ROLLBACK; ' : ''}FETCH "${NAME}"`;
  return presentMessage(type, type === 'E' ? `${NAME}\0\0\0\0\0` : `${fetch}\0`);
}

/** Whether something was said only because of such a message. */
export function isAskedFor(said: string): boolean {
  return said.includes(NAME);
}
