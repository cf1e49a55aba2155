import type { Authenticate } from './authenticate.ts';
import type { Client } from './client.ts';
import type { Notes } from './notes.ts';
import { endLogins } from './refusal.ts';

/** Times that a client may ask whether a key would do. */
const MAX_PROBES = 20;

/**
 * Answers every attempt of one client to log in, and ends the connection when too many have failed.
 *
 * @param admit is called once, with the user who has logged in, before the client is told so
 */
export function acceptLogins(
  { connection, remote, connectedAt }: Client,
  authenticate: Authenticate,
  { failuresAllowed, notes }: { readonly failuresAllowed: number; readonly notes: Notes },
  admit: (user: string) => void,
): void {
  let failures = 0;
  let attempts = 0;
  let probes = 0;
  connection.on('authentication', (attempt) => {
    // A client may send further attempts without waiting; once it is being shown out, it gets no answer.
    if (failures >= failuresAllowed) return;

    attempts += 1;
    const verdict = authenticate(attempt);
    if (verdict.outcome === 'probe' && probes < MAX_PROBES) {
      probes += 1;
      return attempt.accept();
    }

    const login = { remote, user: attempt.username, what: 'login', subject: attempt.method } as const;
    if (verdict.outcome === 'accepted') {
      notes.end(notes.begin('login', attempt.username), connectedAt);
      notes.tell({ ...login, outcome: 'accepted', reason: null });
      admit(attempt.username);
      return attempt.accept();
    }

    // Every client begins with 'none', to learn which methods there are (RFC 4252, section 5.2): no failure.
    if (attempt.method === 'none' && attempts === 1) return attempt.reject(['publickey', 'password']);

    failures += 1;
    const { reason, code } =
      verdict.outcome === 'refused'
        ? verdict
        : ({ reason: `more than ${MAX_PROBES} questions for a key`, code: 'too_many_questions' } as const);
    notes.end(notes.begin('login', attempt.username), connectedAt, code);
    notes.tell({ ...login, outcome: 'refused', reason });
    if (failures < failuresAllowed) return attempt.reject(['publickey', 'password']);

    notes.tell({ ...login, outcome: 'refused', reason: `${failures} failed logins end the connection` });
    endLogins(connection);
  });
}
