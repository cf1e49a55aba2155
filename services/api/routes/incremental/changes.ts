import { isoSeconds } from '../../../../fixtures/timeline.ts';
import { badRequest } from '../../errors.ts';
import { flag, type Instant, instant } from '../../parameters.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { changedPeople, error, object, time } from '../../schemas.ts';
import { presentChanged, presentChangedOrDeleted } from '../../select/changed-people.ts';
import { sightPage } from '../../select/sight-page.ts';
import { sightCursor } from '../../sight-cursor.ts';
import { refuseBoth } from '../refuse-both.ts';
import { limit } from './limit.ts';
import { nextCursor, respondSightPage, sightWalk } from './sight-walk.ts';

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
        scroll_param: nextCursor('no more has changed so far'),
        until: {
          ...time,
          description: 'The instant of this answer. When it is the last one: `since` for the next walk.',
        },
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: { ...sightWalk, about: 'people' },
  handle(ctx, { dataset, state, clock }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent, 'since');
    refuseBoth(sent, 'include_deleted');
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const walk = query.cursor?.walk ?? (query.includeDeleted ? 'changed or deleted' : 'changed');
    const from = query.cursor ?? { seenAt: beginningOf(query.since, dataset.anchor) + 1, passed: 0 };
    const page = sightPage(
      (after) => state.people.changes(Math.max(after, dataset.anchor), now),
      from,
      query.limit,
      PRESENT[walk],
    );
    respondSightPage(ctx, walk, page, { until: isoSeconds(now) });
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
