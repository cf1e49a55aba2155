import { expect, it } from '@jest/globals';
import { whyFailed } from '../../../cli/test/why-failed.ts';

const FAILED_SYNC = `10:00:00.000 SEVERE   sdk       SYNC FAILED — elapsed 00:00:00.5
                                   Upserts         | 0

                                   Error: failed while executing update() error: it was answered 500.
                                   Traceback (most recent call last):
                                     File "connector.py", line 3, in update
                                   RuntimeError: it was answered 500.

                                   See logs above for details.
10:00:00.001 INFO     sdk       connector process memory usage: average 0.06 MB
crash report saved to crash-reports/crash.log
`;

it.each([
  ["the SDK's error", FAILED_SYNC, 'failed while executing update() error: it was answered 500.'],
  ['the last lines of another program', 'one\ntwo\n\n  three\nfour\n\n', 'two / three / four'],
  ['the last lines where an error is no line of the SDK', 'Error: none\n', 'Error: none'],
  ['nothing where nothing was written', '', ''],
])('%s', (_what, log, says) => {
  expect(whyFailed(log)).toBe(says);
});
