import type { EndpointsByService } from '../endpoints-by-service.ts';
import { type Configuration, common, type Example } from './example.ts';

type Database = EndpointsByService['postgres-seed'];

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

function paging(path: string): Example {
  return {
    path: common(path),
    needs: ['postgres-seed'],
    configuration: ({ endpoints }) => tableSettings(endpoints['postgres-seed'], 'users'),
  };
}

function owner(path: string, note?: string): Example {
  return {
    path,
    needs: ['postgres-seed'],
    configuration: ({ endpoints }) => upperCaseSettings(endpoints['postgres-seed']),
    ...(note !== undefined && { note }),
  };
}

/** Examples that read the database directly. */
export const databaseExamples: readonly Example[] = [
  paging('pagination/database_keyset'),
  paging('pagination/database_limit_offset'),
  {
    path: common('server_side_cursors'),
    needs: ['postgres-seed'],
    configuration: ({ endpoints }) => ({
      ...tableSettings(endpoints['postgres-seed'], 'people'),
      batch_size: '5000',
      cursor_mode: 'NAMED',
    }),
  },
  owner(
    common('update_and_delete/delete_example'),
    'Drops its table at the end; the playground makes it anew.',
  ),
  owner(
    common('update_and_delete/update_example'),
    'As published it calls a method that it does not have, and fails.',
  ),
  {
    path: common('schema_from_database'),
    needs: ['postgres-seed', 'gateway'],
    configuration: ({ endpoints }) => ({
      user: endpoints['postgres-seed'].reader.user,
      password: endpoints['postgres-seed'].reader.password,
      account: 'playground',
      database: endpoints['postgres-seed'].database,
      schema: 'SNOWFLAKE',
      tables: 'products,orders',
    }),
    note: 'Run with `playground exec`: it reaches playground.snowflakecomputing.com.',
  },
  {
    path: 'redshift/simple_redshift_connector',
    needs: ['redshift'],
    configuration: ({ endpoints: { redshift } }) => ({
      host: redshift.host,
      database: redshift.database,
      port: String(redshift.port),
      user: redshift.user,
      password: redshift.password,
    }),
  },
  {
    path: 'redshift/large_data_volume',
    needs: ['redshift'],
    configuration: ({ endpoints: { redshift } }) => ({
      redshift_host: redshift.host,
      redshift_port: String(redshift.port),
      redshift_database: redshift.database,
      redshift_user: redshift.user,
      redshift_password: redshift.password,
      redshift_schema: 'tickit',
      batch_size: '10000',
      auto_schema_detection: 'true',
      enable_complete_resync: 'false',
      max_parallel_workers: '2',
    }),
  },
  owner('greenplum_db'),
  owner('timescale_db'),
  {
    path: 'yugabyte_db',
    needs: ['postgres-seed'],
    configuration: ({ endpoints }) => {
      const { host, port, database, owner, sslmode } = endpoints['postgres-seed'];
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
  },
];
