import { common, constant, type Example, quickstart } from './example.ts';
import { GPG_PASSPHRASE, GPG_PRIVATE_KEY } from './gpg-key.ts';

/** Examples that reach nothing outside themselves. */
export const selfContainedExamples: readonly Example[] = [
  constant(common('complex_configuration_options'), {
    api_key: 'key',
    client_id: 'id',
    client_secret: 'secret',
  }),
  constant(common('cursors/time_window'), {}),
  constant(common('data_handling_patterns'), {}),
  constant(common('errors'), { error_simulation_type: '0' }, 'Kinds 1 to 5 fail on purpose.'),
  constant(
    common('gpg_private_keys'),
    { private_key: GPG_PRIVATE_KEY, passphrase: GPG_PASSPHRASE },
    'Needs the program gpg.',
  ),
  constant(common('hashes'), {}),
  constant(
    common('key_based_replication'),
    {},
    'Reads a table from a database in its own memory, where nobody can put one: it fails as published.',
  ),
  constant(common('priority_first_sync_for_high_volume_initial_syncs'), {}),
  constant(common('schema_change'), {}),
  constant(common('specified_types'), {}),
  constant(common('three_operations'), {}),
  constant(
    common('tracking_tables'),
    { initialSyncStart: '2024-01-01T00:00:00.000Z' },
    'Logs a dictionary, which the debug logger of the SDK cannot: it fails under `fivetran debug`.',
  ),
  constant(common('truncate_operation'), {}),
  constant(common('unspecified_types'), {}),
  constant(quickstart('base_64_encoding_decoding'), {}),
  constant(quickstart('configuration'), { my_key: 'EKlFpH8sZmdhhZ9lGhezgMTwAw3_Y2e7wbco7Gxt3SA=' }),
  constant(quickstart('hello'), {}),
  constant(quickstart('multiple_code_files_with_sub_directory_structure'), {}),
  constant(quickstart('simple_three_step_cursor'), {}, 'Its fourth sync fails on purpose.'),
];
