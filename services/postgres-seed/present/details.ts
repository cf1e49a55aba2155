/** What a database knows of a table beyond what the world says of it. */
export interface Details {
  /** The column of type SERIAL. */
  readonly serial?: string;
  /** Indexes beside that of the key. */
  readonly indexes?: readonly string[];
  /** Expressions by column. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Types by column, where the usual one for its values is not what the public example has. */
  readonly types?: Readonly<Record<string, string>>;
  /** Whether references are constraints. Elsewhere the rows hold what a constraint would, as in a data warehouse. */
  readonly isConstrained?: boolean;
}

const BY_UPDATE: Details = { indexes: ['(updated_at)'], isConstrained: true };

/** Of the tables on demand. */
const BY_STAMP: Details = { indexes: ['("updatedAt", id)'] };

/** By the names of tables. */
export const DETAILS: Readonly<Record<string, Details>> = {
  'public.users': { serial: 'id', defaults: { updated_at: 'now()' }, indexes: ['(updated_at, id)'] },
  'public.subscribers': { serial: 'id', defaults: { updated_at: 'now()' }, indexes: ['(updated_at, id)'] },
  'public.sample_users': { defaults: { modified_at: 'now()' }, indexes: ['(modified_at)'] },
  'public.people': {
    serial: 'id',
    defaults: { created_at: 'now()', last_updated: 'now()' },
    indexes: ['(last_updated)'],
  },
  'public.purchases': {
    serial: 'id',
    defaults: { purchased_at: 'now()', updated_at: 'now()' },
    indexes: ['(updated_at)'],
  },
  'public.parents': BY_STAMP,
  'public.children': { indexes: ['("updatedAt", id)', '("parentId")'] },
  'public.numbers': BY_STAMP,
  'public.looks': BY_STAMP,
  'public.names': BY_STAMP,
  'public.employee': { indexes: ['(hire_date)'] },
  'public.sensor_data': { indexes: ['(time)'] },
  'public.sensor_embeddings': { indexes: ['(created_at)'] },
  'iot.devices': BY_UPDATE,
  'iot.sensor_readings': BY_UPDATE,
  'iot.alerts': BY_UPDATE,
  'iot.maintenance_log': BY_UPDATE,
  'testers.customers': {
    defaults: { updated_at: 'CURRENT_TIMESTAMP' },
    types: {
      first_name: 'VARCHAR',
      last_name: 'VARCHAR',
      email: 'VARCHAR',
      city: 'VARCHAR',
      state: 'VARCHAR',
      country: 'VARCHAR',
    },
  },
  'snowflake.products': { defaults: { created_at: 'CURRENT_DATE' } },
  'snowflake.orders': { defaults: { created_at: 'CURRENT_DATE' } },
  'tickit.users': { types: { username: 'CHAR(8)', state: 'CHAR(2)', phone: 'CHAR(14)' } },
  'tickit.venue': { types: { venuestate: 'CHAR(2)' } },
  'tickit.date': {
    defaults: { holiday: 'false' },
    types: { day: 'CHAR(3)', month: 'CHAR(5)', qtr: 'CHAR(5)' },
  },
  'tickit.event': { indexes: ['(starttime)'] },
};
