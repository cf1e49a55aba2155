import { disguised } from '../../../oauth2/disguise.ts';
import { toOurTime } from '../../../oauth2/time-shift.ts';
import { readForm } from '../../../read-form.ts';
import { json, type Route } from '../../../route.ts';
import { count, text } from '../../../schemas.ts';
import { formErrors, TAG, tokenForm } from './protocol.ts';

export const introspect: Route = {
  method: 'POST',
  path: '/auth/oauth2/introspect',
  name: 'auth_oauth2_introspect',
  tag: TAG,
  summary: 'Introspection (RFC 7662)',
  parameters: {},
  scheme: 'oauth2Client',
  requestForm: tokenForm,
  answers: {
    200: json('Whether the token is valid, and for what.', {
      type: 'object',
      required: ['active'],
      properties: {
        active: { type: 'boolean' },
        client_id: text,
        sub: text,
        scope: text,
        token_type: text,
        iss: text,
        aud: text,
        jti: text,
        sid: text,
        iat: { ...count, description: 'Seconds since 1970.' },
        exp: { ...count, description: 'Seconds since 1970.' },
      },
      additionalProperties: false,
    }),
    ...formErrors,
  },
  async handle(ctx, { authorizationServer, clock }) {
    await authorizationServer.answer(ctx, { path: '/introspect', form: disguised(await readForm(ctx)) });
    if (ctx.status === 200) ctx.body = toOurTime(ctx.body as object, clock);
  },
};
