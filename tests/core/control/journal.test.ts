import { describe, expect, it } from '@jest/globals';
import { endEntry } from '../../../core/control/end-entry.ts';
import { Journal, type JournalFilter } from '../../../core/control/journal.ts';
import { journalSizeFrom, requireJournalSize } from '../../../core/control/journal-size.ts';
import { entryOf, presentEntry } from '../../../core/control/present-entry.ts';
import type { LogFields } from '../../../core/logger.ts';

/** Requests by turns of two services, to two routes each. */
function journalOf(count: number, size?: number): Journal {
  const journal = new Journal(size);
  for (let number = 1; number <= count; number += 1) {
    const service = number % 2 === 0 ? 'api' : 's3';
    const entry = journal.begin(number, { service, operation: 'GET', target: `/${number}` });
    entry.route = number % 4 < 2 ? 'low' : 'high';
  }
  return journal;
}

const numbersIn = (journal: Journal, filter?: JournalFilter): readonly number[] =>
  journal.entries(filter).map(({ number }) => number);

describe('a journal', () => {
  it.each([
    [0, 3, []],
    [2, 3, [1, 2]],
    [3, 3, [1, 2, 3]],
    [4, 3, [2, 3, 4]],
    [7, 3, [5, 6, 7]],
    [9, 1, [9]],
  ])('of %i entries keeps the newest %i, oldest first', (count, size, kept) => {
    const journal = journalOf(count, size);
    expect(numbersIn(journal)).toEqual(kept);
    expect(journal.count()).toBe(count);
  });

  it.each<[JournalFilter, readonly number[]]>([
    [{ service: 'api' }, [4, 6, 8]],
    [{ service: 'postgres' }, []],
    [{ route: 'low' }, [4, 5, 8]],
    [{ service: 's3', route: 'high' }, [3, 7]],
    [{ since: 6 }, [7, 8]],
    [{ since: 3, limit: 2 }, [4, 5]],
    [{ since: 8 }, []],
    [{ limit: 2 }, [7, 8]],
    [{ limit: 0 }, []],
    [{ service: 'api', limit: 2 }, [6, 8]],
  ])('asked for %j gives %j', (filter, numbers) => {
    expect(numbersIn(journalOf(8, 6), filter)).toEqual(numbers);
  });

  it('forgets what was asked of one service, and goes on with the numbers of the others', () => {
    const journal = journalOf(8, 6);
    journal.clear('api');
    expect(numbersIn(journal)).toEqual([3, 5, 7]);
    for (let turn = 0; turn < 4; turn += 1)
      journal.begin(0, { service: 'api', operation: null, target: null });
    expect(numbersIn(journal)).toEqual([5, 7, 9, 10, 11, 12]);
  });

  it('counts from 1 again when nothing is left', () => {
    const journal = journalOf(8, 6);
    journal.clear('api');
    journal.clear('s3');
    expect([journal.count(), journal.count('s3'), numbersIn(journal)]).toEqual([0, 0, []]);
    expect(journal.begin(0, { service: 's3', operation: null, target: null }).number).toBe(1);
  });

  it('is read as it was presented', () => {
    const entry = new Journal().begin(5, { service: 'api', operation: 'GET', target: '/' });
    const known = {
      ...{ receivedAt: 7, connection: 2, route: 'a', status: 429, durationMs: 1.5, bytes: 3, aborted: true },
      ...{ rows: { order: 'position', first: 0, last: 1 }, page: { isLast: false, next: 'x' } },
      ...{ fault: '1: status: 429', retryAfter: '2', errorCode: 'b' },
    };
    for (const told of [entry, { ...entry, ...known }])
      expect(entryOf(JSON.parse(JSON.stringify(presentEntry(told))))).toEqual(told);
  });

  it('masks secrets in targets, and cuts long ones', () => {
    const journal = new Journal();
    const noted = { service: 'api', operation: 'GET' };
    expect(journal.begin(0, { ...noted, target: '/a?api_key=abc' }).target).toBe('/a?api_key=***');
    expect(journal.begin(0, { ...noted, target: 'x'.repeat(5_000) }).target).toHaveLength(2_049);
  });
});

describe('the size of a journal', () => {
  it.each([1, 10_000, 1_000_000])('may be %i', (size) => {
    expect(requireJournalSize('journalSize', size)).toBe(size);
    expect(journalSizeFrom({ PLAYGROUND_JOURNAL_SIZE: String(size) })).toBe(size);
  });

  it('is 10,000 when nothing is said', () => {
    expect([journalSizeFrom({}), new Journal().size]).toEqual([10_000, 10_000]);
  });

  it.each([0, -1, 1.5, 1_000_001, Number.NaN])('cannot be %d, which the error names', (size) => {
    expect(() => requireJournalSize('journalSize', size)).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: `journalSize must be a whole number from 1 to 1000000, but is ${size}.`,
      }),
    );
  });

  it.each(['0', '1e3', 'many', '1000001'])('cannot be %j in the environment', (text) => {
    expect(() => journalSizeFrom({ PLAYGROUND_JOURNAL_SIZE: text })).toThrow(
      expect.objectContaining({
        code: 'ERR_BAD_OPTION',
        message: expect.stringMatching(`^PLAYGROUND_JOURNAL_SIZE must be .*${text}`),
      }),
    );
  });
});

it('counts what nobody has timed, and makes up no duration', () => {
  const journal = new Journal();
  const lines: [string, LogFields][] = [];
  const entry = journal.begin(0, { service: 'postgres', operation: 'login', target: 'somebody' });
  endEntry({ journal, logger: (event, fields) => void lines.push([event, fields]) }, entry, null);
  expect(entry.durationMs).toBeNull();
  expect(lines).toMatchObject([['request', { operation: 'login', duration_ms: null }]]);
  expect(journal.metrics()).toContain('operation="login",route="none",status="ok"} 1');
});
