import { respondData } from '../../formats/respond-data.ts';
import { noteRange } from '../../note-rows.ts';
import { instant } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, people } from '../../schemas.ts';

const since = instant('since', 'Only what was updated after this instant.');
const parameters = { since };

/**
 * All people updated since an instant. Differs from the original on purpose: strictly after it, because a
 * connector that asks again with the last `updatedAt` it saw, until nothing comes, would never end.
 */
export const timestamp: Route = {
  method: 'GET',
  path: '/incremental/timestamp',
  name: 'incremental_timestamp',
  tag: 'Incremental sync',
  summary: 'Timestamp incremental sync',
  parameters,
  answers: {
    200: json('Everyone updated after `since`, oldest first.', object({ data: people })),
    400: json('A parameter is wrong.', error),
  },
  walk: {
    about: 'people',
    since: 'since',
    effects: ['empty', 'short', 'duplicate', 'shuffle', 'stale', 'cap'],
  },
  handle(ctx, { state, clock }) {
    const query = parseParameters(ctx, parameters);
    const people = state.people.seenAt(clock()).updatedAfter(query.since);
    noteRange(ctx, 'updatedAt', people, 0, people.size);
    respondData(ctx, people);
  },
};
