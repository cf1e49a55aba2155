import { badRequest } from '../../errors.ts';
import { respondData } from '../../formats/respond-data.ts';
import { noteRange } from '../../note-rows.ts';
import { integer } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { error, object, people } from '../../schemas.ts';

const START_TOO_SMALL = "Invalid value for 'start_id'. It must be greater than or equal to 1.";
const END_TOO_SMALL = "Invalid value for 'end_id'. It must be greater than or equal to 'start_id'.";

/** Any whole number parses; which ones make sense together is said below. */
const step = (name: string, description: string, outOfRange: string) =>
  integer(name, { description, absent: undefined, minimum: -Number.MAX_SAFE_INTEGER, outOfRange });

const documented = { required: true, schema: { type: 'integer', minimum: 1 } };
const startId = {
  ...step('start_id', 'The first position, counted from 1.', START_TOO_SMALL),
  ...documented,
};
const endId = { ...step('end_id', 'The last position.', END_TOO_SMALL), ...documented };
const parameters = { startId, endId };

/** People by position; positions past the end give none, so that a client knows when to stop. */
export const stepSize: Route = {
  method: 'GET',
  path: '/incremental/step',
  name: 'incremental_step',
  tag: 'Incremental sync',
  summary: 'Step-size incremental sync',
  parameters,
  answers: {
    200: json('The people at these positions; `id` is the position.', object({ data: people })),
    400: json('A parameter is wrong or missing.', error),
  },
  walk: {
    about: 'people',
    effects: ['empty', 'duplicate', 'shuffle', 'stale', 'cap'],
    pageOf: (query) => {
      const [first, last] = [Number(query.get('start_id')), Number(query.get('end_id'))];
      return Math.floor((first - 1) / (last - first + 1)) + 1;
    },
  },
  handle(ctx, { state, clock }) {
    const query = parseParameters(ctx, parameters);
    const [first, last] = parseRange(query.startId, query.endId);
    const people = state.people.seenAt(clock()).numbered(first, last);
    noteRange(ctx, 'position', people, 0, people.size);
    respondData(ctx, people);
  },
};

function parseRange(startId: number | undefined, endId: number | undefined): [number, number] {
  if (startId === undefined || endId === undefined) {
    throw badRequest('missing_parameter', "Both 'start_id' and 'end_id' parameters are required");
  }
  if (startId < 1) throw badRequest('out_of_range', START_TOO_SMALL);
  if (endId < startId) throw badRequest('out_of_range', END_TOO_SMALL);
  return [startId, endId];
}
