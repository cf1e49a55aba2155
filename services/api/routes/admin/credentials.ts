import { requireLocalClient } from '../../local-only.ts';
import { json, type Route } from '../../route.ts';
import { error, object, text } from '../../schemas.ts';

const login = object({ username: text, password: text });
const clients = object({ clientId: text, clientSecret: text, publicClientId: text });

export const credentials: Route = {
  method: 'GET',
  path: '/_playground/credentials',
  name: 'playground_credentials',
  tag: 'Playground',
  summary: 'The credentials of the /auth endpoints, for clients on this machine',
  parameters: {},
  answers: {
    200: json(
      'All of them.',
      object({ httpBasic: login, bearerToken: text, apiKey: text, session: login, oauth2: clients }),
    ),
    403: json('The client is on another machine.', error),
  },
  handle(ctx, api) {
    requireLocalClient(ctx, api);
    ctx.body = api.credentials;
  },
};
