import { createDataset } from '../fixtures/dataset.ts';
import { customers } from '../fixtures/tables/customers.ts';
import { MOST_USERS } from '../fixtures/tables/users.ts';
import type { EndpointsByService } from '../playground/manifests.ts';
import type { Truth } from '../playground/truth.ts';
import { type Configuration, common, type Example, IN_ENVIRONMENT } from './example.ts';
import { everythingTwice, fails, firstEverythingThen, type HeldTables } from './expectation.ts';

type Database = EndpointsByService['postgres'];
type Redshift = EndpointsByService['redshift'];

/** How the examples that page through a table name their settings. */
function tableSettings({ host, port, database, owner, sslmode }: Database, table: string): Configuration {
  return {
    hostname: host,
    port: String(port),
    database,
    username: owner.user,
    password: owner.password,
    sslmode,
    table_name: table,
  };
}

function upperCaseSettings({ host, port, database, owner }: Database): Configuration {
  return {
    HOST: host,
    PORT: String(port),
    DATABASE: database,
    USERNAME: owner.user,
    PASSWORD: owner.password,
  };
}

/** How the examples that sync a whole schema of Redshift name their settings. */
function ticketSettings({ host, port, database, user, password }: Redshift): Configuration {
  return {
    redshift_host: host,
    redshift_port: String(port),
    redshift_database: database,
    redshift_user: user,
    redshift_password: password,
    redshift_schema: 'tickit',
    auto_schema_detection: 'true',
    enable_complete_resync: 'false',
    max_parallel_workers: '2',
  };
}

function paging(path: string, note?: string): Example {
  return {
    path: common(path),
    needs: ['postgres'],
    configuration: ({ endpoints }) => tableSettings(endpoints.postgres, 'users'),
    expects: ({ records }) => firstEverythingThen({ user: Math.min(MOST_USERS, records) }),
    ...(note !== undefined && { note }),
  };
}

function owner(path: string, expects: Example['expects'], note?: string): Example {
  return {
    path,
    needs: ['postgres'],
    configuration: ({ endpoints }) => upperCaseSettings(endpoints.postgres),
    expects,
    ...(note !== undefined && { note }),
  };
}

/** Those that the example's first cursor leaves; they are people, and a world may end before 2024. */
function customersSince2024({ seed, records, anchor }: Truth): number {
  const { size, row } = customers(createDataset({ seed, records, anchor }));
  const times = Array.from({ length: size }, (_, index) => row(index, anchor)['updated_at'] as string);
  return times.filter((time) => time > '2024-01-01T00:00:00Z').length;
}

/** The whole of the schema. */
const TICKIT = {
  tickit_category: 11,
  tickit_date: 865,
  tickit_event: 25_000,
  tickit_listing: 200,
  tickit_sales: 100,
  tickit_users: 200,
  tickit_venue: 12,
};
/** The tables without a column that says what is new. */
const TICKIT_AGAIN = { tickit_category: 11, tickit_users: 200, tickit_venue: 12 };

/** Examples that read the database directly. */
export const databaseExamples: readonly Example[] = [
  paging(
    'pagination/database_keyset',
    'No two users have the same updated_at; of the rows of the table subscribers, ten have.',
  ),
  paging('pagination/database_limit_offset'),
  {
    path: common('server_side_cursors'),
    needs: ['postgres'],
    configuration: ({ endpoints }) => ({
      ...tableSettings(endpoints.postgres, 'people'),
      batch_size: '5000',
      cursor_mode: 'NAMED',
    }),
    expects: ({ postgresRows }) => firstEverythingThen({ people: postgresRows }),
  },
  owner(
    common('update_and_delete/delete_example'),
    () => [1, 2].map(() => ({ tables: { sample_table: { rows: 6, written: 6, deleted: 3 } } })),
    'Drops its table at the end; the playground makes it again.',
  ),
  owner(
    common('update_and_delete/update_example'),
    () => fails("object has no attribute 'push_sample_data'"),
    'As published it calls a method that it does not have, and fails.',
  ),
  {
    path: common('schema_from_database'),
    needs: ['postgres'],
    reaches: ['playground.snowflakecomputing.com'],
    configuration: ({ endpoints }) => ({
      user: endpoints.postgres.reader.user,
      password: endpoints.postgres.reader.password,
      account: 'playground',
      database: endpoints.postgres.database,
      schema: 'SNOWFLAKE',
      tables: 'products,orders',
    }),
    expects: () => firstEverythingThen({ orders: 5, products: 3 }),
  },
  {
    path: 'redshift/simple_redshift_connector',
    needs: ['redshift', 'postgres'],
    configuration: ({ endpoints: { redshift } }) => ({
      host: redshift.host,
      database: redshift.database,
      port: String(redshift.port),
      user: redshift.user,
      password: redshift.password,
    }),
    expects: (truth) => firstEverythingThen({ customers: customersSince2024(truth) }),
  },
  {
    path: 'redshift/large_data_volume',
    needs: ['redshift', 'postgres'],
    configuration: ({ endpoints: { redshift } }) => ({ ...ticketSettings(redshift), batch_size: '10000' }),
    expects: () => firstEverythingThen(TICKIT, TICKIT_AGAIN),
  },
  {
    path: 'redshift/using_unload',
    needs: ['redshift', 'postgres', 's3'],
    configuration: ({ endpoints: { redshift, s3 } }) => ({
      ...ticketSettings(redshift),
      s3_bucket: s3.bucket,
      s3_region: s3.region,
      s3_prefix: 'unload',
      iam_role: 'arn:aws:iam::123456789012:role/playground-unload',
      aws_access_key_id: s3.accessKeyId,
      aws_secret_access_key: s3.secretAccessKey,
    }),
    expects: () => firstEverythingThen(TICKIT, TICKIT_AGAIN),
    note: IN_ENVIRONMENT,
  },
  // Its rows are the sessions of the database, so that whoever else reads there changes them.
  { ...owner('greenplum_db', () => everythingTwice({ sample_table: 1 })), changes: ['postgres', 'redshift'] },
  owner('timescale_db', () => firstEverythingThen({ sensor_data: 2500, sensor_embeddings: 100 })),
  {
    path: 'yugabyte_db',
    needs: ['postgres'],
    configuration: ({ endpoints }) => {
      const { host, port, database, owner, sslmode } = endpoints.postgres;
      return {
        host,
        port: String(port),
        database,
        user: owner.user,
        password: owner.password,
        schema: 'iot',
        sslmode,
      };
    },
    expects: () =>
      firstEverythingThen({ alerts: 40, devices: 25, maintenance_log: 10, sensor_readings: 2500 }),
  },
];

const TICKIT_TABLES: HeldTables = {
  tickit_category: { source: 'tickit.category' },
  // Redshift fills up the texts of these columns with spaces, as their type is CHAR.
  tickit_date: { source: 'tickit.date', ignore: ['day', 'month', 'qtr'] },
  tickit_event: { source: 'tickit.event' },
  tickit_listing: { source: 'tickit.listing' },
  tickit_sales: { source: 'tickit.sales' },
  tickit_users: { source: 'tickit.users' },
  tickit_venue: { source: 'tickit.venue' },
};

/** What the tables of these connectors hold, by the path of the connector. */
export const databaseHeld: Readonly<Record<string, HeldTables>> = {
  'redshift/large_data_volume': TICKIT_TABLES,
  'redshift/simple_redshift_connector': {
    customers: { source: 'testers.customers', rows: 'part', ignore: ['city', 'state', 'country'] },
  },
  'redshift/using_unload': TICKIT_TABLES,
  timescale_db: {
    sensor_data: { source: 'public.sensor_data', lossy: ['temperature', 'humidity'] },
    sensor_embeddings: { source: 'public.sensor_embeddings' },
  },
  yugabyte_db: {
    alerts: { source: 'iot.alerts' },
    devices: { source: 'iot.devices' },
    maintenance_log: { source: 'iot.maintenance_log' },
    sensor_readings: { source: 'iot.sensor_readings', lossy: ['value'] },
  },
};
