import { json, type Route } from '../../route.ts';
import { error, object } from '../../schemas.ts';
import { answerAsEverywhere } from './control.ts';
import { service } from './service-parameter.ts';

export const reset: Route = {
  method: 'POST',
  path: '/_playground/reset',
  name: 'playground_reset',
  tag: 'Playground',
  summary: 'Clear the journal, the metrics and the OAuth 2.0 grants, and refill the rate limit',
  parameters: { service },
  answers: {
    200: json('Done.', object({ status: { const: 'reset' } })),
    400: json('A parameter is wrong.', error),
  },
  handle: answerAsEverywhere,
};
