import { expect, it } from '@jest/globals';
import type { Asked } from '../../../verify/causes/asked.ts';
import type { CaseFile } from '../../../verify/causes/cause.ts';
import { deletesUnseen } from '../../../verify/causes/rules/deletes-unseen.ts';
import { isPassed } from '../../../verify/causes/stamp.ts';
import type { Difference } from '../../../verify/compare/difference.ts';

const AT = Date.parse('2026-01-01T00:10:00Z');

const asked = (route: string, target: string, at = AT + 1000): Asked => ({
  ...{ number: 1, at, service: 'api', operation: 'GET', target, route },
  ...{ rows: null, status: 200, errorCode: null, aborted: false },
});

// What comes after an instant is not at it: of these routes the first two say so, the others give it again.
it.each<[string, string, number, boolean]>([
  ['incremental_timestamp', 'since=2026-01-01T00:10:00Z', AT, true],
  ['incremental_deleted', 'since=2026-01-01T00:10:00Z', AT, true],
  ['incremental_deleted', 'since=2026-01-01T00:10:00Z', AT + 1, false],
  ['pagination_keyset', 'updated_since=2026-01-01T00:10:00Z', AT, false],
  ['pagination_keyset', 'updated_since=2026-01-01T00:10:01Z', AT, true],
  ['pagination_keyset', `scroll_param=${btoa('2026-01-01T00:10:00Z')}`, AT, true],
  ['incremental_changes', 'since=2026-01-01T00:10:01Z', AT, false],
  ['pagination_keyset', 'limit=5', AT, false],
])('%s?%s passes %i: %s', (route, query, stamp, is) => {
  expect(isPassed(asked(route, `/x?${query}`), stamp)).toBe(is);
});

it.each([
  ['2026-01-01T00:09:59Z', 'deletes-lost'],
  ['2026-01-01T00:10:00Z', 'deletes-unseen'],
  ['2026-01-01T00:10:01Z', 'deletes-unseen'],
])('a delete at 00:10:00 that was asked for since %s is %s', (since, cause) => {
  const difference = { kind: 'extra', key: { id: '1' }, deletedAt: AT } as unknown as Difference;
  const file = {
    asked: [asked('incremental_deleted', `/incremental/deleted?since=${since}`)],
    servedIn: () => ({ is: 'left out' }),
  } as unknown as CaseFile;
  expect(deletesUnseen(difference, file)?.name).toBe(cause);
});
