import { json, type Route } from '../../route.ts';
import { count, object } from '../../schemas.ts';
import { answerAsEverywhere } from './control.ts';

export const health: Route = {
  method: 'GET',
  path: '/_playground/health',
  name: 'playground_health',
  tag: 'Playground',
  summary: 'Whether the API is up, and how many records it serves',
  parameters: {},
  answers: { 200: json('It is up.', object({ status: { const: 'ok' }, records: count })) },
  handle: answerAsEverywhere,
};
