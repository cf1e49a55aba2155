import { ai, common, constant, type Example, quickstart } from './example.ts';
import { type Expectation, everythingTwice, fails, moreEachTime } from './expectation.ts';
import { GPG_PASSPHRASE, GPG_PRIVATE_KEY } from './gpg-key.ts';

const DAY = 24 * 3_600_000;

/** Examples that reach nothing outside themselves. */
export const selfContainedExamples: readonly Example[] = [
  constant(
    ai('windsurf/fda_vet_tutorial/fda_vet_connector'),
    { batch_size: '100', start_date: '' },
    () => fails("No module named 'utils'"),
    {
      note: 'As published it imports a module that it does not have, and fails before it asks for anything.',
    },
  ),
  constant(
    common('complex_configuration_options'),
    { api_key: 'key', client_id: 'id', client_secret: 'secret' },
    () => everythingTwice({ crypto: 1 }),
  ),
  constant(common('cursors/time_window'), {}, monthByMonth),
  constant(common('data_handling_patterns'), {}, () =>
    moreEachTime({ orders: [2, 24], users: [2, 6], users_data: [2, 6], users_flattened: [2, 24] }),
  ),
  constant(common('errors'), { error_simulation_type: '0' }, oneRowOrTwo, {
    note: 'Kinds 1 to 5 fail on purpose. Its key is the time as a 32-bit number, so two syncs within minutes may share one.',
  }),
  constant(
    common('gpg_private_keys'),
    { private_key: GPG_PRIVATE_KEY, passphrase: GPG_PASSPHRASE },
    () => everythingTwice({ signed_message: 1 }),
    { note: 'Needs the program gpg.' },
  ),
  constant(common('hashes'), {}, () => everythingTwice({ user: 5 })),
  constant(common('key_based_replication'), {}, () => fails('Table with name customers does not exist!'), {
    note: 'Reads a table from a database in its own memory, where nothing can create one: it fails as published.',
  }),
  constant(common('priority_first_sync_for_high_volume_initial_syncs'), {}, newestDayThenFourBefore),
  constant(common('schema_change'), {}, () => moreEachTime({ change_int_to_string: 1 })),
  constant(common('specified_types'), {}, () => everythingTwice({ specified: 1 })),
  constant(common('three_operations'), {}, () => [
    { tables: { three: { rows: 3, written: 3, deleted: 1 } } },
    { tables: { three: { rows: 6, written: 3, deleted: 2 } } },
  ]),
  constant(
    common('tracking_tables'),
    { initialSyncStart: '2024-01-01T00:00:00.000Z' },
    () => fails("'dict' object has no attribute 'split'"),
    {
      note: 'Logs a dictionary, which the debug logger of the SDK cannot do: it fails under `fivetran debug`.',
    },
  ),
  constant(common('truncate_operation'), {}, () =>
    [1, 2].map(() => ({ tables: { products: { rows: 5, written: 5, deleted: 3 } } })),
  ),
  constant(common('unspecified_types'), {}, () => everythingTwice({ unspecified: 1 })),
  constant(quickstart('base_64_encoding_decoding'), {}, () => everythingTwice({ user: 2 })),
  constant(quickstart('configuration'), { my_key: 'EKlFpH8sZmdhhZ9lGhezgMTwAw3_Y2e7wbco7Gxt3SA=' }, () =>
    everythingTwice({ crypto: 1 }),
  ),
  constant(quickstart('hello'), {}, () => everythingTwice({ hello: 1 })),
  constant(quickstart('multiple_code_files_with_sub_directory_structure'), {}, () =>
    everythingTwice({ event: 2 }),
  ),
  constant(quickstart('simple_three_step_cursor'), {}, rowByRow, {
    note: 'Its fourth sync fails on purpose.',
  }),
];

/** A row for each 30 days since June 2024, then one for the time since the sync before. */
function monthByMonth(_truth: unknown, now: number): Expectation {
  const rows = Math.floor((now - Date.UTC(2024, 5, 1)) / (30 * DAY)) + 1;
  return [
    { tables: { timestamps: { rows, written: rows } } },
    { tables: { timestamps: { rows: rows + 1, written: 1 } } },
  ];
}

function oneRowOrTwo(): Expectation {
  return [
    { tables: { demo_response_test: { rows: 1, written: 1 } } },
    { tables: { demo_response_test: { rows: [1, 2], written: 1 } } },
  ];
}

/** A row an hour, both ends counted: the day before the first sync, then four times the day before that. */
function newestDayThenFourBefore(): Expectation {
  return [{ tables: { user: { rows: 25, written: 25 } } }, { tables: { user: { rows: 125, written: 100 } } }];
}

/** Three rows that it has with it, one at a sync, and then no more. */
function rowByRow(): Expectation {
  const synced = [1, 2, 3].map((rows) => ({ tables: { hello_world: { rows, written: 1 } } }));
  const failed = { tables: { hello_world: { rows: 3, written: 0 } }, failsWith: 'list index out of range' };
  return [...synced, failed];
}
