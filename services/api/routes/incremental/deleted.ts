import { instant } from '../../parameters.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, tombstones } from '../../schemas.ts';
import { sightPage } from '../../select/sight-page.ts';
import { tombstoneOf } from '../../select/tombstones.ts';
import { sightCursor } from '../../sight-cursor.ts';
import { refuseBoth } from '../refuse-both.ts';
import { limit } from './limit.ts';
import { nextCursor, respondSightPage, sightWalk } from './sight-walk.ts';

const since = instant(
  'since',
  'Only deletes that could first be seen after this instant. Default: all since the world began to live.',
);
const WALK = 'deleted';
const cursor = sightCursor([WALK]);
const parameters = { cursor, since, limit };

/** Who was deleted since an instant, as no other answer tells. Not in the original. */
export const deleted: Route = {
  method: 'GET',
  path: '/incremental/deleted',
  name: 'incremental_deleted',
  tag: 'Incremental sync',
  summary: 'Deleted people',
  parameters,
  answers: {
    200: json(
      'Who was deleted, in the order in which that could be seen.',
      object({
        data: tombstones,
        scroll_param: nextCursor('no more was deleted so far'),
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  walk: { ...sightWalk, about: 'deleted' },
  handle(ctx, { dataset, state, clock }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent, 'since');
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const from = query.cursor ?? { seenAt: (query.since?.time ?? dataset.anchor) + 1, passed: 0 };
    const page = sightPage(
      // Nobody can have been seen before the anchor, so nobody need be told that they are gone.
      (after) => state.people.deletions(Math.max(after, dataset.anchor), now),
      from,
      query.limit,
      tombstoneOf,
    );
    respondSightPage(ctx, WALK, page);
  },
};
