import { expect, it } from '@jest/globals';
import { TYPE_OF_FORMAT } from '../../fixtures/declared/kinds/time-kinds.ts';
import type { Value } from '../../fixtures/table.ts';
import { type TimeFormat, writeTime } from '../../fixtures/time-notation.ts';
import type { Found } from '../../verify/destination.ts';
import { cellJudge } from '../../verify/values/cell.ts';

const NEW_YORK = 'America/New_York';
const TIME = Date.UTC(2026, 0, 1, 2, 3, 4);
const UTC_TYPE = 'TIMESTAMP WITH TIME ZONE';

/** Whether a destination that holds this has the instant 2026-01-01T02:03:04Z, written in a format of the source. */
it.each<[TimeFormat, string, Value, string | undefined, Found, 'equal' | 'different']>([
  ['iso-ms', 'UTC', '2026-01-01T02:03:04.000Z', UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['iso-ms', 'UTC', '2026-01-01T02:03:04.000Z', 'VARCHAR', '2026-01-01T02:03:04.000Z', 'equal'],
  ['iso-ms', 'UTC', '2026-01-01T02:03:04.000Z', UTC_TYPE, '2026-01-01T02:03:05Z', 'different'],
  ['iso-offset', NEW_YORK, '2025-12-31T21:03:04-05:00', UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['iso-offset', NEW_YORK, '2025-12-31T21:03:04-05:00', UTC_TYPE, '2025-12-31T21:03:04Z', 'different'],
  ['iso-local', NEW_YORK, '2025-12-31T21:03:04', 'TIMESTAMP', '2025-12-31T21:03:04', 'equal'],
  ['iso-local', NEW_YORK, '2025-12-31T21:03:04', 'TIMESTAMP', '2026-01-01T02:03:04', 'equal'],
  ['iso-local', NEW_YORK, '2025-12-31T21:03:04', UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['iso-local', NEW_YORK, '2025-12-31T21:03:04', UTC_TYPE, '2025-12-31T21:03:04Z', 'different'],
  ['iso-local', NEW_YORK, '2025-12-31T21:03:04', UTC_TYPE, new Date('2025-12-31T21:03:04Z'), 'different'],
  ['space', NEW_YORK, '2025-12-31 21:03:04', undefined, '2025-12-31 21:03:04', 'equal'],
  ['space', NEW_YORK, '2025-12-31 21:03:04', undefined, '2025-12-31 21:03:04+00:00', 'different'],
  ['space', 'UTC', '2026-01-01 02:03:04', UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['date', NEW_YORK, '2025-12-31', 'DATE', '2025-12-31', 'equal'],
  ['date', NEW_YORK, '2025-12-31', 'DATE', '2026-01-01', 'different'],
  ['date', NEW_YORK, '2025-12-31', UTC_TYPE, '2025-12-31T00:00:00Z', 'equal'],
  ['epoch', 'UTC', 1767232984, 'BIGINT', 1767232984, 'equal'],
  ['epoch', 'UTC', 1767232984, 'VARCHAR', '1767232984', 'equal'],
  ['epoch', 'UTC', 1767232984, UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['epoch', 'UTC', 1767232984, 'TIMESTAMP', '1970-01-21T10:53:52.984', 'different'],
  ['epoch', 'UTC', 1767232984, 'FLOAT', 1767233024, 'different'],
  ['epoch-ms', 'UTC', 1767232984000, UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['epoch-ms', 'UTC', 1767232984000, 'BIGINT', 1767232984, 'different'],
  ['rfc-1123', 'UTC', 'Thu, 01 Jan 2026 02:03:04 GMT', 'VARCHAR', 'Thu, 01 Jan 2026 02:03:04 GMT', 'equal'],
  ['rfc-1123', 'UTC', 'Thu, 01 Jan 2026 02:03:04 GMT', UTC_TYPE, '2026-01-01T02:03:04Z', 'equal'],
  ['rfc-1123', 'UTC', 'Thu, 01 Jan 2026 02:03:04 GMT', UTC_TYPE, '2026-01-01T02:03:05Z', 'different'],
])('%s in %s as %j: %s %j is %s', (format, zone, truth, type, found, verdict) => {
  const time = { format, zone };
  expect(writeTime(TIME, time)).toBe(truth);
  const judge = cellJudge({ name: 'at', type: TYPE_OF_FORMAT[format], time }, type);
  const isSame = judge(truth, found);
  expect(isSame === 'equal' ? 'equal' : 'different').toBe(verdict);
});

it.each([
  ['before the clocks go back', '2025-10-26T00:30:00Z'],
  ['after them', '2025-10-26T01:30:00Z'],
])('takes both instants that a local time can be, %s', (_, instant) => {
  const time = { format: 'iso-local', zone: 'Europe/Berlin' } as const;
  const judge = cellJudge({ name: 'at', type: TYPE_OF_FORMAT['iso-local'], time }, UTC_TYPE);
  expect(judge('2025-10-26T02:30:00', instant)).toBe('equal');
});
