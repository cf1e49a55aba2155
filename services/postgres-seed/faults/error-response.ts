import { endsSession, messageOf } from '../../../core/faults/database-error.ts';
import { presentMessage } from './present-message.ts';

/** The message with which a server says that something failed (PostgreSQL, "Error and Notice Message Fields"). */
export function errorResponse(sqlstate: string, message: string | undefined): Buffer {
  const severity = endsSession(sqlstate) ? 'FATAL' : 'ERROR';
  const said = message ?? messageOf(sqlstate);
  const fields = [`S${severity}`, `V${severity}`, `C${sqlstate}`, `M${said.replaceAll('\0', '')}`];
  return presentMessage('E', `${fields.join('\0')}\0\0`);
}

/** The text of a field of such a message. */
export function errorField(body: Buffer, field: string): string | undefined {
  const fields = body.toString('utf8').split('\0');
  return fields.find((text) => text.startsWith(field))?.slice(1);
}
