import { json, type Route } from '../../route.ts';
import { object } from '../../schemas.ts';

export const reset: Route = {
  method: 'POST',
  path: '/_playground/reset',
  name: 'playground_reset',
  tag: 'Playground',
  summary: 'Clear the journal, the metrics and the OAuth 2.0 grants, and refill the rate limit',
  parameters: {},
  answers: { 200: json('Done.', object({ status: { const: 'reset' } })) },
  handle(ctx, { state }) {
    state.reset();
    ctx.body = { status: 'reset' };
  },
};
