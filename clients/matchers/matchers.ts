import type { ExpectedReading } from './expected-reading.ts';
import type { Source } from './source.ts';
import { toHaveBeenReadBy } from './to-have-been-read-by.ts';
import { toMatchSource } from './to-match-source.ts';

/** What `expect(…)` can do besides. Both matchers are asynchronous: await them. */
export interface PlaygroundMatchers {
  /**
   * What a connector wrote is what its source had when the last sync looked at it, row by row. The message is what
   * `playground verify` prints.
   *
   * ```ts
   * await expect(destination('files/warehouse.db')).toMatchSource(playground);
   * ```
   */
  toMatchSource(source: Source): Promise<void>;
  /**
   * Connectors have asked a source as they should (docs/report-card.md).
   *
   * ```ts
   * await expect(playground).toHaveBeenReadBy({ honours: ['retry-after', 'cursor'], overFetch: { atMost: 1.5 } });
   * ```
   */
  toHaveBeenReadBy(expected: ExpectedReading): Promise<void>;
}

export const matchers = { toMatchSource, toHaveBeenReadBy };
