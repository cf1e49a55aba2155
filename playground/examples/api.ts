import { common, type Example, unconfigured } from './example.ts';

/** Examples that read the playground API, at http://127.0.0.1:5001 unless they can be told. */
export const apiExamples: readonly Example[] = [
  {
    path: common('authentication/api_key'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ api_key: api.credentials.apiKey }),
  },
  {
    path: common('authentication/http_basic'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ ...api.credentials.httpBasic }),
  },
  {
    path: common('authentication/http_bearer'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ bearer_token: api.credentials.bearerToken }),
  },
  {
    path: common('authentication/session_token'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ ...api.credentials.session }),
  },
  {
    path: common('complex_error_handling_multithreading'),
    needs: ['api'],
    configuration: () => ({ parallelism: '4' }),
  },
  {
    path: common('high_volume_csv'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({
      api_url: `${api.url}/export/high_volume_csv`,
      api_key: api.credentials.apiKey,
    }),
    note: 'As published it writes bytes to a text file and fails, whatever it reads from.',
  },
  {
    path: common('update_configuration_during_sync'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({
      ...api.credentials.session,
      fivetran_api_key: Buffer.from('playground:playground').toString('base64'),
    }),
    note: 'Also sends what it changed to api.fivetran.com.',
  },
  unconfigured(common('cursors/multiple_tables_with_cursors'), ['api']),
  unconfigured(common('export/csv'), ['api']),
  unconfigured(common('incremental_sync_strategies/keyset_pagination'), ['api']),
  unconfigured(common('incremental_sync_strategies/offset_pagination'), ['api']),
  unconfigured(common('incremental_sync_strategies/replay_sync'), ['api']),
  unconfigured(common('incremental_sync_strategies/step_size_sync'), ['api']),
  unconfigured(common('incremental_sync_strategies/timestamp_sync'), ['api']),
  unconfigured(common('pagination/keyset'), ['api']),
  unconfigured(
    common('pagination/next_page_url'),
    ['api'],
    'Declares the table user and writes to item: the rows are there.',
  ),
  unconfigured(common('pagination/offset_based'), ['api']),
  unconfigured(common('pagination/page_number'), ['api']),
  unconfigured(common('pagination/scroll_token'), ['api']),
];
