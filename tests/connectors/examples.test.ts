import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exampleOf, examples } from '../../connectors/examples.ts';
import { examplesPage } from '../../connectors/examples-page.ts';
import { DEFAULT_TRUTH, type Truth } from '../../playground/truth.ts';

const NOON = Date.UTC(2026, 10, 25, 12);

/** Rows and written rows of a table at each sync. */
function countsOf(example: string, table: string, truth: Partial<Truth> = {}, now = NOON) {
  const syncs = exampleOf(example).expects({ ...DEFAULT_TRUTH, ...truth }, now);
  return syncs.map(({ tables }) => [tables[table]?.rows, tables[table]?.written]);
}

describe('the examples', () => {
  it('say what their syncs give, or why they cannot be served', () => {
    for (const example of examples) {
      const syncs = example.expects(DEFAULT_TRUTH, NOON).length;
      expect([example.path, syncs > 0]).toEqual([example.path, example.unserved === undefined]);
    }
  });

  it.each<[string, string, Partial<Truth>, readonly unknown[]]>([
    [
      'http_basic',
      'user',
      {},
      [
        [20, 20],
        [20, 20],
      ],
    ],
    [
      'http_basic',
      'user',
      { records: 7 },
      [
        [7, 7],
        [7, 7],
      ],
    ],
    [
      'pagination/keyset',
      'user',
      { records: 1000 },
      [
        [1000, 1000],
        [1000, 1],
      ],
    ],
    [
      'pagination/keyset',
      'user',
      { records: 0 },
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'replay_sync',
      'user',
      {},
      [
        [200, 200],
        [200, 3],
      ],
    ],
    [
      'replay_sync',
      'user',
      { records: 1 },
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'replay_sync',
      'user',
      { records: 0 },
      [
        [0, 0],
        [0, 0],
      ],
    ],
    // So many people are three seconds apart.
    [
      'replay_sync',
      'user',
      { records: 1e9 },
      [
        [1e9, 1e9],
        [1e9, 2400],
      ],
    ],
    [
      'database_keyset',
      'user',
      { records: 1e6 },
      [
        [100_000, 100_000],
        [100_000, 0],
      ],
    ],
    [
      'server_side_cursors',
      'people',
      { postgresRows: 5 },
      [
        [5, 5],
        [5, 0],
      ],
    ],
    [
      'extracting_data_from_pdf',
      'invoices',
      { records: 2 },
      [
        [2, 2],
        [2, 0],
      ],
    ],
    [
      'parallel_fetching_from_source',
      'extra_0002',
      { s3Files: 2 },
      [
        [10, 10],
        [10, 10],
      ],
    ],
    [
      'parallel_fetching_from_source',
      'extra_0003',
      { s3Files: 2 },
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
  ])('%s counts the rows of %s of a world of %j', (example, table, truth, expected) => {
    expect(countsOf(example, table, truth)).toEqual(expected);
  });

  it.each([
    [
      'time_window',
      'timestamps',
      NOON,
      [
        [31, 31],
        [32, 1],
      ],
    ],
    [
      'time_window',
      'timestamps',
      Date.UTC(2024, 5, 20),
      [
        [1, 1],
        [2, 1],
      ],
    ],
    [
      'marketstack',
      'tickers_price',
      NOON,
      [
        [48, 48],
        [48, 48],
      ],
    ],
    [
      'marketstack',
      'tickers_price',
      Date.UTC(2026, 10, 29, 12),
      [
        [40, 40],
        [40, 40],
      ],
    ],
  ])('%s counts the rows of %s at a time', (example, table, now, expected) => {
    expect(countsOf(example, table, {}, now)).toEqual(expected);
  });
});

describe('exampleOf', () => {
  it.each([
    ['common_patterns/pagination/keyset', 'common_patterns/pagination/keyset'],
    ['examples/common_patterns_for_connectors/pagination/keyset/', 'common_patterns/pagination/keyset'],
    ['quickstart_examples/hello', 'quickstart/hello'],
    ['private_preview_features/importing_external_drivers', 'common_patterns/importing_external_drivers'],
    ['large_data_volume', 'redshift/large_data_volume'],
  ])('knows %s', (asked, expected) => {
    expect(exampleOf(asked).path).toBe(expected);
  });
});

describe('docs/examples.md', () => {
  it('is what `npm run examples` writes', async () => {
    const file = path.resolve(import.meta.dirname, '../../docs/examples.md');
    expect(await readFile(file, 'utf8')).toBe(examplesPage());
  });
});

describe('docs/workshop.md', () => {
  it('tries exercise 7 in the scenarios that its note names', async () => {
    const page = await readFile(path.resolve(import.meta.dirname, '../../docs/workshop.md'), 'utf8');
    const [, options = 'none'] =
      /playground test my-connector .*--as 7_with_failures (--only .*)/.exec(page) ?? [];
    expect(exampleOf('7_with_failures').note).toBe(
      `Try it where things go wrong: playground test ${options}.`,
    );
  });
});
