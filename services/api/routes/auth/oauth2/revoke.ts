import { disguised } from '../../../oauth2/disguise.ts';
import { readForm } from '../../../read-form.ts';
import type { Route } from '../../../route.ts';
import { text } from '../../../schemas.ts';
import { formErrors, TAG, tokenForm } from './protocol.ts';

export const revoke: Route = {
  method: 'POST',
  path: '/auth/oauth2/revoke',
  name: 'auth_oauth2_revoke',
  tag: TAG,
  summary: 'Revocation (RFC 7009)',
  parameters: {},
  scheme: 'oauth2Client',
  requestForm: tokenForm,
  answers: {
    200: {
      description: 'The token is no longer valid, nor are the others from the same consent.',
      content: { 'text/plain': text },
    },
    ...formErrors,
  },
  async handle(ctx, { authorizationServer }) {
    await authorizationServer.answer(ctx, { path: '/revoke', form: disguised(await readForm(ctx)) });
  },
};
