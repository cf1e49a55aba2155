import { databaseError } from '../../../core/faults/database-error.ts';
import { presentMessage } from './present-message.ts';

/** The message with which a server says that something failed (PostgreSQL, "Error and Notice Message Fields"). */
export function errorResponse(sqlstate: string, said: string | undefined): Buffer {
  const { severity, code, message } = databaseError(sqlstate, said);
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${message}`];
  return presentMessage('E', `${fields.join('\0')}\0\0`);
}

/** The text of a field of such a message. */
export function errorField(body: Buffer, field: string): string | undefined {
  const fields = body.toString('utf8').split('\0');
  return fields.find((text) => text.startsWith(field))?.slice(1);
}
