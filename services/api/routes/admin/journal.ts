import { DEFAULT_LIMIT, MOST_LIMIT } from '../../../../core/control/parse-control-query.ts';
import { json, type Route } from '../../route.ts';
import { count, error, listOf, object, text } from '../../schemas.ts';
import { answerAsEverywhere } from './control.ts';
import { service } from './service-parameter.ts';

/** What `core/control/parse-control-query.ts` reads. */
const parameters: Route['parameters'] = {
  service,
  route: {
    name: 'route',
    in: 'query',
    description: 'Only requests of this route.',
    required: false,
    schema: { type: 'string', minLength: 1 },
  },
  since: {
    name: 'since',
    in: 'query',
    description: 'Only entries with a larger number than this, and then the first of them.',
    required: false,
    schema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  },
  limit: {
    name: 'limit',
    in: 'query',
    description: 'How many entries: the newest, or with `since` the first after it.',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: MOST_LIMIT, default: DEFAULT_LIMIT },
  },
};

const nullable = (type: string) => ({ type: [type, 'null'] });

const entry = object({
  number: { ...count, description: 'Counts the requests of all services of the playground, from 1.' },
  at: text,
  received_at: { ...nullable('string'), description: 'The same by the clock of the machine.' },
  connection: { ...nullable('integer'), description: 'Which connection it came by.' },
  service: { const: 'api' },
  operation: { ...text, description: 'The method.' },
  target: { ...text, description: 'Path and query as sent; secrets are `***`.' },
  route: nullable('string'),
  rows: {
    oneOf: [object({ order: text, first: count, last: count }), { type: 'null' }],
    description:
      'Which rows were served: the places of the first and the last in the table in this order, from 0.',
  },
  page: {
    oneOf: [object({ is_last: { type: 'boolean' }, next: nullable('string') }), { type: 'null' }],
    description: 'Of a page: whether it is the last of its walk, and the URL or cursor that it gives.',
  },
  list: {
    type: 'null',
    description: "Of declared sources: which list was asked for. The API's routes say it.",
  },
  status: { ...nullable('integer'), description: 'Null until the answer begins.' },
  duration_ms: nullable('number'),
  bytes: { ...nullable('integer'), description: 'Of the body.' },
  aborted: { type: 'boolean', description: 'The client disconnected before the end of the answer.' },
  fault: { ...nullable('string'), description: 'What of the fault plan happened to it.' },
  retry_after: { ...nullable('string'), description: 'The header of the answer.' },
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
  handle: answerAsEverywhere,
};
