import type { ParsedUrlQuery } from 'node:querystring';
import { parseLifetime } from '../../../oauth2/lifetime.ts';
import { PEOPLE_SCOPE } from '../../../oauth2/scopes.ts';
import { readForm } from '../../../read-form.ts';
import { json, type Route } from '../../../route.ts';
import { count, text } from '../../../schemas.ts';
import { clientFields, formErrors, TAG } from './protocol.ts';

export const token: Route = {
  method: 'POST',
  path: '/auth/oauth2/token',
  name: 'auth_oauth2_token',
  tag: TAG,
  summary: 'Access token',
  parameters: {},
  scheme: 'oauth2Client',
  requestForm: {
    type: 'object',
    required: ['grant_type'],
    properties: {
      grant_type: { enum: ['client_credentials', 'authorization_code', 'refresh_token'] },
      scope: { ...text, description: 'Scopes, separated by spaces.' },
      code: text,
      redirect_uri: text,
      code_verifier: text,
      refresh_token: text,
      expires_in: {
        type: 'integer',
        minimum: 1,
        maximum: 3600,
        description: 'Seconds; an extension of this playground.',
      },
      ...clientFields,
    },
  },
  answers: {
    200: json('For a secret, a code or a refresh token, as RFC 6749, section 5.1, has it.', {
      type: 'object',
      required: ['access_token', 'token_type', 'expires_in'],
      properties: {
        access_token: { ...text, description: 'A JWT (RFC 9068).' },
        token_type: { const: 'Bearer' },
        expires_in: count,
        scope: text,
        refresh_token: { ...text, description: 'Can be used once; the answer has the next one.' },
        id_token: text,
      },
      additionalProperties: false,
    }),
    ...formErrors,
  },
  walk: { about: 'token' },
  async handle(ctx, { authorizationServer }) {
    const form = await readForm(ctx);
    await authorizationServer.answer(ctx, {
      path: '/token',
      form: form && withScope(form),
      state: { lifetimeSeconds: parseLifetime(form?.['expires_in']) },
    });
  },
};

/** A client that acts for itself and asks for nothing in particular (RFC 6749, section 3.3). */
function withScope(form: ParsedUrlQuery): ParsedUrlQuery {
  if (form['grant_type'] !== 'client_credentials') return form;
  return { ...form, scope: form['scope'] || PEOPLE_SCOPE };
}
