import { isSameSecret } from '../../../../core/same-secret.ts';
import { badRequest, unauthorized } from '../../errors.ts';
import { readJson } from '../../read-json.ts';
import { json, type Route } from '../../route.ts';
import { count, error, object, text } from '../../schemas.ts';
import { createSessionToken, TOKEN_LIFETIME_SECONDS } from '../../session-token.ts';

export const sessionLogin: Route = {
  method: 'POST',
  path: '/auth/session_token/login',
  name: 'auth_session_token_login',
  tag: 'Authentication',
  summary: 'Session token login',
  parameters: {},
  requestBody: {
    type: 'object',
    required: ['username', 'password'],
    properties: { username: text, password: text },
  },
  answers: {
    200: json(
      'A token for the Authorization header, and its lifetime in seconds.',
      object({ token: text, expires_in: count }),
    ),
    400: json('The body has no username and password, or is not JSON.', error),
    401: json('Username or password is wrong.', error),
    413: json('The body is too large.', error),
    415: json('The body is not declared as JSON.', error),
  },
  walk: { about: 'token' },
  async handle(ctx, { credentials, clock, state }) {
    const { username, password } = parseLogin(await readJson(ctx));
    const { session } = credentials;
    // Both are compared always, so that the time tells nothing about which one is wrong.
    const known = [isSameSecret(username, session.username), isSameSecret(password, session.password)];
    if (known.includes(false)) {
      throw unauthorized(
        'wrong_credentials',
        'Invalid username or password',
        'Token realm="connector-playground"',
      );
    }
    ctx.body = {
      token: createSessionToken(credentials, clock(), state.sessionGeneration.now),
      expires_in: TOKEN_LIFETIME_SECONDS,
    };
  },
};

function parseLogin(body: unknown): { username: string; password: string } {
  const { username, password } = Object(body);
  if (!username || !password) throw badRequest('missing_credentials', 'Username and password are required');
  return { username: textOf(username), password: textOf(password) };
}

/** A value that is not text is not a secret, whatever it would look like as text. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
