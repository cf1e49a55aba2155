import { databaseHeld } from './database.ts';
import type { HeldTables } from './expectation.ts';

const EVERYBODY: HeldTables = { user: { source: 'people' } };
const EVERYBODY_IN_ITEM: HeldTables = { item: { source: 'people' } };
/** The first ones, as the endpoints of `/auth` show them. */
const SOME_PEOPLE: HeldTables = { user: { source: 'people', rows: 'part' } };
const USERS: HeldTables = { user: { source: 'public.users' } };
const SAMPLE_USERS: HeldTables = { sample_users: { source: 'public.sample_users' } };
const POSTS = { source: 'placeholder.posts' };
const COMPANIES: HeldTables = { company: { source: 'companies' }, department: { source: 'departments' } };
const FILES: HeldTables = Object.fromEntries(
  ['campaigns', 'customers', 'employees', 'inventory', 'orders', 'products', 'tickets', 'transactions'].map(
    // The files have the first rows.
    (name) => [name, { source: `parallel.${name}`, rows: 'part' }],
  ),
);

/** By the path of the example. Those without tables of this world, or without keys of them, are not here. */
export const HELD: Readonly<Record<string, HeldTables>> = {
  'ai/claude/pokeapi_tutorial/pokeapi_connector': {
    pokemon: { source: 'creatures', rows: 'part', ignore: ['type_id'] },
  },
  'common_patterns/authentication/api_key': SOME_PEOPLE,
  'common_patterns/authentication/http_basic': SOME_PEOPLE,
  'common_patterns/authentication/http_bearer': SOME_PEOPLE,
  'common_patterns/authentication/oauth2_with_token_refresh': {
    companies: { source: 'crm.companies', ignore: ['domain', 'created_at', 'updated_at'] },
    contacts: {
      source: 'crm.contacts',
      ignore: ['person_id', 'last_name', 'job', 'list_id', 'created_at', 'updated_at'],
    },
  },
  'common_patterns/authentication/session_token': SOME_PEOPLE,
  'common_patterns/azure_keyvault_for_secret_management': { employees: { source: 'public.employee_table' } },
  'common_patterns/backoff': EVERYBODY,
  'common_patterns/complex_error_handling_multithreading': EVERYBODY,
  'common_patterns/cursors/multiple_tables_with_cursors': COMPANIES,
  'common_patterns/export/csv': EVERYBODY,
  'common_patterns/incremental_sync_strategies/keyset_pagination': EVERYBODY,
  'common_patterns/incremental_sync_strategies/offset_pagination': EVERYBODY,
  'common_patterns/incremental_sync_strategies/replay_sync': EVERYBODY,
  'common_patterns/incremental_sync_strategies/timestamp_sync': EVERYBODY,
  'common_patterns/pagination/database_keyset': USERS,
  'common_patterns/pagination/database_limit_offset': USERS,
  'common_patterns/pagination/keyset': EVERYBODY,
  'common_patterns/pagination/next_page_url': EVERYBODY_IN_ITEM,
  'common_patterns/pagination/offset_based': EVERYBODY,
  'common_patterns/pagination/page_number': EVERYBODY,
  'common_patterns/pagination/scroll_token': EVERYBODY,
  'common_patterns/parallel_fetching_from_source': FILES,
  // Declared as FLOAT: the SDK keeps 32 bits of them.
  'common_patterns/schema_from_database': {
    orders: { source: 'snowflake.orders', lossy: ['unit_price', 'amount'] },
    products: { source: 'snowflake.products', lossy: ['weight', 'price'] },
  },
  'common_patterns/server_side_cursors': { people: { source: 'public.people' } },
  'common_patterns/ssh_tunnels/key_based_authentication': SOME_PEOPLE,
  'common_patterns/ssh_tunnels/password_based_authentication': SOME_PEOPLE,
  'common_patterns/ssh_tunnels/using_bastion_server': SAMPLE_USERS,
  'common_patterns/update_configuration_during_sync': SOME_PEOPLE,
  'quickstart/configuration_form': { post: POSTS },
  'quickstart/parsing_json_response_in_class': { posts: POSTS },
  ...databaseHeld,
  'workshop/solutions/2_with_a_key': SOME_PEOPLE,
  'workshop/solutions/3_every_page': EVERYBODY,
  'workshop/solutions/4_only_what_changed': EVERYBODY,
  'workshop/solutions/5_parents_and_children': COMPANIES,
  'workshop/solutions/6_through_a_bastion': SAMPLE_USERS,
  'workshop/solutions/7_with_failures': EVERYBODY,
};

/** Which tables of the world the tables of an example hold; none where that cannot be told or is not known. */
export function heldTables(example: string): HeldTables {
  return HELD[example] ?? {};
}
