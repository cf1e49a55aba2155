import type { JournalEntry } from '../../journal.ts';
import { integer } from '../../parameters.ts';
import { parseParameters } from '../../parse-parameters.ts';
import { json, type Route } from '../../route.ts';
import { count, error, listOf, object, text } from '../../schemas.ts';

const limit = integer('limit', {
  description: 'How many entries, counted from the newest.',
  absent: 1000,
  minimum: 1,
  maximum: 1000,
  outOfRange: "Invalid value for 'limit'. It should be between 1 and 1000.",
});

const parameters = { limit };
const nullable = (type: string) => ({ type: [type, 'null'] });

const entry = object({
  number: { ...count, description: 'Counts the requests since the start or the last reset, from 1.' },
  at: text,
  method: text,
  url: text,
  route: nullable('string'),
  status: { ...nullable('integer'), description: 'Null until the answer begins.' },
  duration_ms: nullable('number'),
  aborted: { type: 'boolean', description: 'The client disconnected before the end of the answer.' },
  error_code: nullable('string'),
});

export const journal: Route = {
  method: 'GET',
  path: '/_playground/journal',
  name: 'playground_journal',
  tag: 'Playground',
  summary: 'The last requests, oldest first',
  parameters,
  answers: {
    200: json(
      'The requests of clients, except those to the playground’s own endpoints.',
      object({ total: count, entries: listOf(entry) }),
    ),
    400: json('A parameter is wrong.', error),
  },
  handle(ctx, { state }) {
    const query = parseParameters(ctx, parameters);
    ctx.body = { total: state.journal.count, entries: state.journal.last(query.limit).map(presentEntry) };
  },
};

function presentEntry({ at, durationMs, errorCode, ...entry }: JournalEntry): unknown {
  return { ...entry, at: new Date(at).toISOString(), duration_ms: durationMs, error_code: errorCode };
}
