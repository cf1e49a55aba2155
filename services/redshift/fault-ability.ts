import type { Ability } from '../../core/faults/ability.ts';
import { DATABASE_EFFECTS } from '../../core/faults/database-abilities.ts';
import type { Fault } from '../../core/faults/fault.ts';

/** What can be made of the statements of Redshift's clients. Connections to it are known only to be told the way out. */
export const redshiftAbility: Ability = {
  effects: DATABASE_EFFECTS,
  on: ['sql'],
  tcp: { name: 'redshift', effects: DATABASE_EFFECTS },
  refuse: refusalOf,
};

function refusalOf({ on, do: now }: Fault): string | undefined {
  if (on.tcp !== undefined)
    return "Connections to Redshift meet no faults, but their statements do: say 'on: { service: redshift, sql }'. Or let the connector read the same tables at PostgreSQL's port in a further world.";
  if (on.service !== 'redshift')
    return "Statements are those of PostgreSQL unless told otherwise. Say 'on: { service: redshift, sql }' for those of Redshift.";
  if (on.request !== undefined)
    return "A statement has its number in the journal only when it is begun. Say 'on: { service: redshift, sql, nth }'.";
  if (typeof now?.cut === 'string')
    return `The answer to a statement can be cut after so many bytes, not at '${now.cut}'. Say 'cut: 1000 bytes'.`;
  return undefined;
}
