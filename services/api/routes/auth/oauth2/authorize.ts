import { type ParsedUrlQuery, stringify } from 'node:querystring';
import { fixedCredentials } from '../../../credentials.ts';
import { protocolError } from '../../../errors.ts';
import { REDIRECT_URI } from '../../../oauth2/clients.ts';
import { PEOPLE_SCOPE } from '../../../oauth2/scopes.ts';
import type { Parameter } from '../../../parameters.ts';
import { queryOf } from '../../../parse-parameters.ts';
import type { Route } from '../../../route.ts';
import { text } from '../../../schemas.ts';
import { protocolErrorAnswer, TAG } from './protocol.ts';

/** A value that the protocol judges, not we. */
function word(
  name: string,
  description: string,
  { required = false, example }: { required?: boolean; example?: string } = {},
): Parameter<string | undefined> {
  const schema = { ...text, ...(example && { examples: [example] }) };
  return { name, in: 'query', description, required, schema, parse: (given) => given };
}

/** In characters as sent. A code remembers what it was asked with, but for `state`, and there may be ten thousand. */
const LONGEST_QUERY = 2048;

function requireShort({ state: _, ...remembered }: ParsedUrlQuery): void {
  const { length } = stringify(remembered);
  if (length <= LONGEST_QUERY) return;
  throw protocolError(
    'invalid_request',
    `The parameters besides state have ${length} characters; the limit is ${LONGEST_QUERY}.`,
  );
}

export const authorize: Route = {
  method: 'GET',
  path: '/auth/oauth2/authorize',
  name: 'auth_oauth2_authorize',
  tag: TAG,
  summary: 'Authorization code',
  parameters: {
    responseType: word('response_type', '`code`.', { required: true, example: 'code' }),
    clientId: word('client_id', 'Of the client with the secret, or of the public one.', {
      required: true,
      example: fixedCredentials.oauth2.clientId,
    }),
    redirectUri: word('redirect_uri', `${REDIRECT_URI}, or any \`http\` address of this machine.`, {
      example: 'http://127.0.0.1/callback',
    }),
    scope: word('scope', `Words with blanks between; \`${PEOPLE_SCOPE}\` when left out.`),
    state: word('state', 'Comes back with the code.'),
    codeChallenge: word('code_challenge', 'PKCE (RFC 7636); the public client must send it.'),
    codeChallengeMethod: word('code_challenge_method', '`S256`.'),
  },
  answers: {
    200: { description: 'With `response_mode=form_post`.', content: { 'text/html': text } },
    303: {
      description:
        'A redirect to the client with `code`, `state` and `iss`, or with `error`; no user is asked.',
      content: { 'text/plain': text },
    },
    400: {
      description: 'The client or its redirect_uri is not known, so there is nowhere to send the error.',
      content: {
        ...protocolErrorAnswer('').content,
        'text/html': text,
      },
    },
  },
  async handle(ctx, { authorizationServer }) {
    const query = queryOf(ctx);
    requireShort(query);
    await authorizationServer.answer(ctx, {
      path: '/authorize',
      query: { ...query, scope: query['scope'] || PEOPLE_SCOPE },
    });
  },
};
