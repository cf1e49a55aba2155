import { SUPERUSER } from '../engine/server-settings.ts';
import type { PostgresOptions } from '../options.ts';
import { RELAY } from '../relay-name.ts';
import { StatementNotes } from './statement-notes.ts';

/**
 * Notes what clients do in a database.
 *
 * @param clock the user who does there what happens in the world
 */
export function notesFor(
  {
    journal,
    logger,
    credentials,
    timeAt,
  }: Pick<PostgresOptions, 'journal' | 'logger' | 'credentials' | 'timeAt'>,
  clock: string,
): StatementNotes {
  const users = [SUPERUSER, credentials.admin.user, clock];
  return new StatementNotes({ journal, logger }, { users, relay: RELAY }, timeAt);
}
