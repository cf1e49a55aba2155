import { isoSeconds } from '../../../../fixtures/timeline.ts';
import { badRequest } from '../../errors.ts';
import { respondPage } from '../../formats/respond-page.ts';
import { notePage } from '../../note-rows.ts';
import { flag, type Instant, instant } from '../../parameters.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { changedPeople, error, object, time } from '../../schemas.ts';
import { presentChanged, presentChangedOrDeleted } from '../../select/changed-people.ts';
import { sightPage } from '../../select/sight-page.ts';
import { presentSightCursor, sightCursor } from '../../sight-cursor.ts';
import { refuseBoth } from '../refuse-both.ts';
import { limit } from './limit.ts';

const since = instant(
  'since',
  'Only what could first be seen after this instant. Default: all since the world began to live, and not before.',
);
const includeDeleted = flag('include_deleted', 'Whether to tell who is gone too.');
const cursor = sightCursor(['changed', 'changed or deleted']);
const parameters = { cursor, since, includeDeleted, limit };

const PRESENT = { changed: presentChanged, 'changed or deleted': presentChangedOrDeleted } as const;

/**
 * Whoever was inserted or updated since an instant, each once and as they are now, in the order in which that could be seen;
 * so it loses no late and no silent change. Not in the original.
 */
export const changes: Route = {
  method: 'GET',
  path: '/incremental/changes',
  name: 'incremental_changes',
  tag: 'Incremental sync',
  summary: 'Changed people',
  parameters,
  answers: {
    200: json(
      'Who was changed, in the order in which that could be seen.',
      object({
        data: changedPeople,
        scroll_param: {
          type: ['string', 'null'],
          description: 'For the next request; null when no more has changed so far.',
        },
        until: {
          ...time,
          description: 'The instant of this answer. When it is the last one: `since` for the next walk.',
        },
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: {
    about: 'people',
    since: 'since',
    effects: ['stale', 'expire: scroll'],
    pageOf: (query, pageAt) => pageAt(query.get('scroll_param') || undefined),
  },
  handle(ctx, { dataset, state, clock }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent, 'since');
    refuseBoth(sent, 'include_deleted');
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const walk = query.cursor?.walk ?? (query.includeDeleted ? 'changed or deleted' : 'changed');
    const from = query.cursor ?? { seenAt: beginningOf(query.since, dataset.anchor) + 1, passed: 0 };
    const { data, next } = sightPage(
      (after) => state.people.changes(Math.max(after, dataset.anchor), now),
      from,
      query.limit,
      PRESENT[walk],
    );
    const texts = data.map((row) => JSON.stringify(row));
    const scrollParam = next && presentSightCursor(walk, next);
    notePage(ctx, { isLast: scrollParam === null, next: scrollParam });
    respondPage(ctx, texts, { scroll_param: scrollParam, until: isoSeconds(now) });
  },
};

/** @throws ApiError 400 for an instant before the anchor: what was changed until then was not seen to change */
function beginningOf(since: Instant | undefined, anchor: number): number {
  const first = isoSeconds(anchor);
  if (since === undefined) return anchor;
  if (since.time < Date.parse(first)) {
    throw badRequest(
      'before_first_change',
      `Invalid value for 'since'. Changes are told from ${first} on, when the world began to live, and '${since.text}' is ` +
        'before that. Read what there is with /pagination/keyset first.',
    );
  }
  return since.time;
}
