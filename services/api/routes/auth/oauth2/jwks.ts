import { json, type Route } from '../../../route.ts';
import { error, listOf } from '../../../schemas.ts';
import { TAG } from './protocol.ts';

export const jwks: Route = {
  method: 'GET',
  path: '/auth/oauth2/jwks',
  name: 'auth_oauth2_jwks',
  tag: TAG,
  summary: 'Public key of the tokens',
  parameters: {},
  answers: {
    200: {
      description: 'A JSON Web Key Set (RFC 7517).',
      content: {
        'application/jwk-set+json': {
          type: 'object',
          required: ['keys'],
          properties: { keys: listOf({ type: 'object' }) },
        },
      },
    },
    400: json('The headers do not give a valid address.', error),
  },
  async handle(ctx, { authorizationServer }) {
    await authorizationServer.answer(ctx, { path: '/jwks' });
  },
};
