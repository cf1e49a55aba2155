import { respondPage } from '../../formats/respond-page.ts';
import { instant, integer } from '../../parameters.ts';
import { parseParameters, queryOf, refuseUndeclared } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, tombstones } from '../../schemas.ts';
import { tombstonePage } from '../../select/tombstones.ts';
import { presentTombstoneCursor, tombstoneCursor } from '../../tombstone-cursor.ts';
import { refuseBoth } from '../refuse-both.ts';

const since = instant(
  'since',
  'Only deletes that could first be seen after this instant. Default: all since the world began to live.',
);
const limit = integer('limit', {
  description: 'How many to return.',
  absent: 100,
  minimum: 1,
  maximum: 500,
  outOfRange: "Invalid value for 'limit'. It should be between 1 and 500.",
});

const parameters = { tombstoneCursor, since, limit };

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
        scroll_param: {
          type: ['string', 'null'],
          description: 'For the next request; null when no more was deleted so far.',
        },
      }),
    ),
    400: json('A parameter is wrong.', error),
  },
  handle(ctx, { dataset, state, clock }) {
    const sent = queryOf(ctx);
    refuseUndeclared(sent, parameters);
    refuseBoth(sent, 'since');
    const query = parseParameters(ctx, parameters);
    const now = clock();
    const from = query.tombstoneCursor ?? { seenAt: (query.since?.time ?? dataset.anchor) + 1, told: 0 };
    const { data, next } = tombstonePage(
      // Nobody can have been seen before the anchor, so nobody need be told that they are gone.
      (after) => state.people.deletions(Math.max(after, dataset.anchor), now),
      from,
      query.limit,
    );
    const texts = data.map((tombstone) => JSON.stringify(tombstone));
    respondPage(ctx, texts, { scroll_param: next && presentTombstoneCursor(next) });
  },
};
