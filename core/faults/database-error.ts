/** With what a server of PostgreSQL's kind ends a session (PostgreSQL, "PostgreSQL Error Codes"). */
const ENDS_SESSION = /^(?:08|28|57P0[1-5]|53300|3D000|XX000)/;

/** PostgreSQL's own words, for those that connectors meet. */
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

/** What a server says with an error, unless told otherwise. */
export function messageOf(sqlstate: string): string {
  return MESSAGES[sqlstate] ?? `SQLSTATE ${sqlstate}`;
}
