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

const COMMIT = /^\s*(?:commit|end)\b/i;

/** What a server of PostgreSQL's kind says when something failed. */
interface DatabaseError {
  readonly severity: 'FATAL' | 'ERROR';
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

/** Whether the server ends the session with this error. */
export function endsSession(sqlstate: string): boolean {
  return ENDS_SESSION.test(sqlstate);
}

/** @param message left out: the server's own words */
export function databaseError(
  sqlstate: string,
  message = MESSAGES[sqlstate] ?? `SQLSTATE ${sqlstate}`,
): DatabaseError {
  return {
    severity: endsSession(sqlstate) ? 'FATAL' : 'ERROR',
    code: sqlstate,
    // It ends a text in the protocol.
    message: message.replaceAll('\0', ''),
  };
}

/** Whether a statement is a COMMIT: one that fails has ended its transaction. */
export function isCommit(sql: string): boolean {
  return COMMIT.test(sql);
}
