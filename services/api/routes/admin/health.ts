import { json, type Route } from '../../route.ts';
import { count, object } from '../../schemas.ts';

export const health: Route = {
  method: 'GET',
  path: '/_playground/health',
  name: 'playground_health',
  tag: 'Playground',
  summary: 'Whether the API is up, and how many records it serves',
  parameters: {},
  answers: { 200: json('It is up.', object({ status: { const: 'ok' }, records: count })) },
  handle(ctx, { dataset }) {
    ctx.body = { status: 'ok', records: dataset.people.size };
  },
};
