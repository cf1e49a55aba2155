import type { Client } from './client.ts';
import type { BastionEvent, Notes } from './notes.ts';
import { CHANNEL_REFUSAL, refuseChannel } from './refusal.ts';

const ONLY_TUNNELS = 'this bastion opens tunnels to its targets and does nothing else';

/**
 * Refuses all that SSH offers besides tunnels. Without a session there is no shell, exec, pty, sftp, agent or
 * X11: each is asked for inside one (RFC 4254, section 6).
 */
export function refuseTheRest({ connection, remote }: Client, user: string, notes: Notes): void {
  const note = (what: BastionEvent['what'], subject: string | null): void =>
    notes.refuse({ remote, user, what, subject, reason: ONLY_TUNNELS }, 'prohibited');
  const prohibited = { code: CHANNEL_REFUSAL.administrativelyProhibited, reason: ONLY_TUNNELS };

  connection.on('session', (_accept, reject) => {
    note('session', null);
    refuseChannel(connection, reject, prohibited);
  });
  connection.on('openssh.streamlocal', (_accept, reject, { socketPath }) => {
    note('unix-socket', socketPath);
    refuseChannel(connection, reject, prohibited);
  });
  connection.on('request', (_accept: unknown, reject: (() => void) | undefined, name: string) => {
    note('remote-forward', name);
    // Absent where the client wants no reply.
    reject?.();
  });
}
