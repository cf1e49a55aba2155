import { createDataset } from '../fixtures/dataset.ts';
import type { Truth } from '../playground/truth.ts';
import { common, type Example, unconfigured } from './example.ts';
import { type Expectation, everythingTwice, fails, firstEverythingThen } from './expectation.ts';

/** How many people an endpoint of `/auth` shows. */
const SHOWN_PEOPLE = 20;
/** What becomes of an example that takes a first row for granted. */
const EMPTY_PAGE = 'list index out of range';
const REPLAYED_MS = 2 * 3_600_000;

/** Examples that read the playground API, at http://127.0.0.1:5001 unless they can be told. */
export const apiExamples: readonly Example[] = [
  {
    path: common('authentication/api_key'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ api_key: api.credentials.apiKey }),
    expects: shownPeople,
  },
  {
    path: common('authentication/http_basic'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ ...api.credentials.httpBasic }),
    expects: shownPeople,
  },
  {
    path: common('authentication/http_bearer'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ bearer_token: api.credentials.bearerToken }),
    expects: shownPeople,
  },
  {
    path: common('authentication/session_token'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({ ...api.credentials.session }),
    expects: shownPeople,
  },
  {
    path: common('backoff'),
    needs: ['api'],
    configuration: () => ({ backoff_strategy: 'retry_after' }),
    expects: allThenNewest,
    note: 'It has to wait only when the playground was started with --rate-limit.',
  },
  {
    path: common('complex_error_handling_multithreading'),
    needs: ['api'],
    configuration: () => ({ parallelism: '4' }),
    expects: allThenNewest,
  },
  {
    path: common('high_volume_csv'),
    needs: ['api'],
    configuration: ({ endpoints: { api } }) => ({
      api_url: `${api.url}/export/high_volume_csv`,
      api_key: api.credentials.apiKey,
    }),
    expects: () => fails('write() argument must be str, not bytes'),
    note: 'As published it writes bytes to a text file and fails with any source.',
  },
  {
    path: common('update_configuration_during_sync'),
    needs: ['api'],
    reaches: ['api.fivetran.com'],
    changes: ['gateway'],
    configuration: ({ endpoints: { api } }) => ({
      ...api.credentials.session,
      fivetran_api_key: Buffer.from('playground:playground').toString('base64'),
    }),
    expects: shownPeople,
    note: 'Its second sync fails unless its configuration has what the first one sent to Fivetran: `playground run` puts it there, as Fivetran would.',
  },
  unconfigured(common('cursors/multiple_tables_with_cursors'), ['api'], () =>
    firstEverythingThen({ company: 2, department: 8 }, { company: [1, 2], department: [1, 8] }),
  ),
  unconfigured(common('export/csv'), ['api'], ({ records }) =>
    records === 0 ? fails('400 Client Error: Bad Request') : everythingTwice({ user: records }),
  ),
  unconfigured(common('incremental_sync_strategies/keyset_pagination'), ['api'], allThenNewest),
  unconfigured(common('incremental_sync_strategies/offset_pagination'), ['api'], allThenNewest),
  unconfigured(common('incremental_sync_strategies/replay_sync'), ['api'], (truth) =>
    firstEverythingThen({ user: truth.records }, { user: replayedPeople(truth) }),
  ),
  unconfigured(common('incremental_sync_strategies/step_size_sync'), ['api'], allThenNone),
  unconfigured(common('incremental_sync_strategies/timestamp_sync'), ['api'], allThenNone),
  unconfigured(common('pagination/keyset'), ['api'], allThenNewest),
  unconfigured(
    common('pagination/next_page_url'),
    ['api'],
    ({ records }) =>
      records === 0 ? fails(EMPTY_PAGE) : firstEverythingThen({ item: records, user: 0 }, { item: 1 }),
    { note: 'Declares the table user, but writes its rows to item.' },
  ),
  unconfigured(common('pagination/offset_based'), ['api'], allThenNewest),
  unconfigured(common('pagination/page_number'), ['api'], allThenNewest),
  unconfigured(common('pagination/scroll_token'), ['api'], ({ records }) =>
    records === 0 ? fails(EMPTY_PAGE) : everythingTwice({ user: records }),
  ),
];

function shownPeople({ records }: Truth): Expectation {
  return everythingTwice({ user: Math.min(SHOWN_PEOPLE, records) });
}

/** `updated_since` includes its instant, so the newest person comes again. */
function allThenNewest({ records }: Truth): Expectation {
  return firstEverythingThen({ user: records }, { user: Math.min(1, records) });
}

function allThenNone({ records }: Truth): Expectation {
  return firstEverythingThen({ user: records });
}

/** Those updated later than two hours before the newest. */
function replayedPeople({ seed, records, anchor }: Truth): number {
  const { people } = createDataset({ seed, records, anchor });
  if (records === 0) return 0;
  const newest = Date.parse(people.updatedAt(records - 1));
  return records - people.firstUpdatedAtOrAfter(newest - REPLAYED_MS + 1);
}
