import { parseDuration } from '../../../core/duration.ts';
import type { Ability } from '../../../core/faults/ability.ts';
import { DATABASE_EFFECTS } from '../../../core/faults/database-abilities.ts';
import type { Fault } from '../../../core/faults/fault.ts';
import { SERVER_LIMITS } from '../options.ts';

const LOGIN_MS = parseDuration(SERVER_LIMITS.authentication_timeout);

/** What the database of a further world can be made to do. */
export const postgresAbility: Ability = {
  effects: DATABASE_EFFECTS,
  on: ['sql'],
  tcp: { name: 'postgres', effects: DATABASE_EFFECTS },
  refuse: refusalOf,
};

/** What stands for a server to whose clients this process does not listen. */
export const unreachableAbility: Ability = {
  ...postgresAbility,
  refuse: () =>
    'Clients of this world talk to PostgreSQL itself, where no fault can come between. Make a further world and let the connector read there: its database stands behind a port that can spoil.',
};

function refusalOf({ on, do: now, after }: Fault): string | undefined {
  if (on.request !== undefined)
    return "A statement has its number in the journal only when it is done. Say 'on: { sql, nth }'.";
  if (typeof now?.cut === 'string')
    return `The answer to a statement can be cut after so many bytes, not at '${now.cut}'. Say 'cut: 1000 bytes'.`;
  if (on.tcp === undefined) return undefined;
  if (after !== undefined)
    return "What happens after an answer needs a statement. Say 'on: { sql }' in place of 'tcp'.";
  if (now?.sqlstate !== undefined && on.bytes !== undefined)
    return "An error cannot stand in the middle of an answer. Say 'terminate: backend', or leave 'bytes' out.";
  if (on.bytes === undefined && (now?.latency ?? 0) >= LOGIN_MS)
    return `The server waits ${SERVER_LIMITS.authentication_timeout} for a login. Say a shorter 'latency', or 'hang'.`;
  if (now?.terminate !== undefined && on.bytes === undefined)
    return "Nothing serves a connection that begins. Say 'bytes', or 'on: { sql }'.";
  return undefined;
}
