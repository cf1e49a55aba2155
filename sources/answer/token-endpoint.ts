import type { Context } from 'koa';
import type { Clock } from '../../core/clock.ts';
import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Auth, SourceDeclaration, Template, TokenAuth } from '../declaration.ts';
import { checkGrant } from './check-grant.ts';
import { Parameters } from './parameters.ts';
import { matcherOf } from './path-matcher.ts';
import { bodyOf } from './request-body.ts';
import { Tokens } from './tokens.ts';
import { writeTemplate } from './write-template.ts';

/** What hands out the tokens of one way to authenticate. */
export interface TokenEndpoint {
  readonly auth: TokenAuth;
  readonly tokens: Tokens;
  matches(method: string, host: string, path: string): boolean;
}

/** RFC 6749, section 5.2. */
const OAUTH2_ERRORS: Template = { error: '$code', error_description: '$message' };

export function tokenEndpoints(auth: readonly Auth[], clock: Clock): readonly TokenEndpoint[] {
  return auth
    .filter((way) => way.kind === 'token')
    .map((way) => {
      const match = matcherOf(way.path);
      return {
        auth: way,
        tokens: new Tokens(way, clock),
        matches: (method, host, path) =>
          method === 'POST' && (way.host === undefined || way.host === host) && match(path) !== undefined,
      };
    });
}

/** Answers with a token for what is good for one. @throws SourceError 400 or 401 for what is not */
export async function answerToken(
  ctx: Context,
  { auth, tokens }: TokenEndpoint,
  realClock: Clock,
): Promise<void> {
  const parameters = new Parameters(new URLSearchParams(ctx.querystring), await bodyOf(ctx.req));
  checkGrant(auth.grant, { headers: ctx.headers, parameters, realClock }, tokens);
  const { token, expiresIn, expiresAt, refresh } = tokens.issue();
  ctx.status = auth.status;
  ctx.set('Cache-Control', 'no-store');
  ctx.type = 'application/json';
  ctx.body = writeTemplate(auth.answer, {
    token: JSON.stringify(token),
    expiresIn: String(expiresIn),
    expiresAt: JSON.stringify(isoSeconds(expiresAt)),
    refresh: JSON.stringify(refresh),
  });
}

/** The form of the errors of an endpoint: OAuth 2.0 has its own. */
export function errorsOf({ auth }: TokenEndpoint, { errors }: SourceDeclaration): Template {
  return auth.grant.by === 'oauth2' ? OAUTH2_ERRORS : errors;
}
