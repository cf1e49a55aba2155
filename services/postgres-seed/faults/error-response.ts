import { presentMessage } from './present-message.ts';

/** What the server says at the end of a session, and with which it ends it (PostgreSQL, "PostgreSQL Error Codes"). */
const ENDS_SESSION = /^(?:08|28|57P0[1-5]|53300|3D000|XX000)/;

/** Its own words, for those that connectors meet. */
const MESSAGES: Readonly<Record<string, string>> = {
  '40001': 'could not serialize access due to concurrent update',
  '40P01': 'deadlock detected',
  '53300': 'sorry, too many clients already',
  '55P03': 'canceling statement due to lock timeout',
  '57014': 'canceling statement due to statement timeout',
  '57P01': 'terminating connection due to administrator command',
  '57P02': 'terminating connection because of crash of another server process',
  '57P03': 'the database system is starting up',
  '57P05': 'terminating connection due to idle-session timeout',
  '25006': 'cannot execute INSERT in a read-only transaction',
};

/** Whether the server ends the session with this error. */
export function endsSession(sqlstate: string): boolean {
  return ENDS_SESSION.test(sqlstate);
}

/** The message with which a server says that something failed (PostgreSQL, "Error and Notice Message Fields"). */
export function errorResponse(sqlstate: string, message: string | undefined): Buffer {
  const severity = endsSession(sqlstate) ? 'FATAL' : 'ERROR';
  const said = message ?? MESSAGES[sqlstate] ?? `SQLSTATE ${sqlstate}`;
  const fields = [`S${severity}`, `V${severity}`, `C${sqlstate}`, `M${said.replaceAll('\0', '')}`];
  return presentMessage('E', `${fields.join('\0')}\0\0`);
}

/** The text of a field of such a message. */
export function errorField(body: Buffer, field: string): string | undefined {
  const fields = body.toString('utf8').split('\0');
  return fields.find((text) => text.startsWith(field))?.slice(1);
}
