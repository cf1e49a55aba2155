import type { Authenticate } from './authenticate.ts';
import type { Client } from './client.ts';
import type { Journal } from './journal.ts';
import { endLogins } from './refusal.ts';

/**
 * Answers every attempt of one client to log in, and ends the connection when too many have failed.
 *
 * @param admit is called once, with the user who has logged in, before the client is told so
 */
export function acceptLogins(
  { connection, remote }: Client,
  authenticate: Authenticate,
  { failuresAllowed, journal }: { readonly failuresAllowed: number; readonly journal: Journal },
  admit: (user: string) => void,
): void {
  let failures = 0;
  connection.on('authentication', (attempt) => {
    // A client may send further attempts without waiting; once it is being shown out, it gets no answer.
    if (failures >= failuresAllowed) return;

    const verdict = authenticate(attempt);
    if (verdict.outcome === 'probe') return attempt.accept();

    const login = { remote, user: attempt.username, what: 'login', subject: attempt.method } as const;
    if (verdict.outcome === 'accepted') {
      journal.note({ ...login, outcome: 'accepted', reason: null });
      admit(attempt.username);
      return attempt.accept();
    }

    // Every client begins with 'none', to learn which methods there are (RFC 4252, section 5.2): no failure.
    if (attempt.method === 'none') return attempt.reject(['publickey', 'password']);

    failures += 1;
    journal.note({ ...login, outcome: 'refused', reason: verdict.reason });
    if (failures < failuresAllowed) return attempt.reject(['publickey', 'password']);

    journal.note({ ...login, outcome: 'refused', reason: `${failures} failed logins end the connection` });
    endLogins(connection);
  });
}
