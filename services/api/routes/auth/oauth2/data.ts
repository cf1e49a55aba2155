import { requireAccessToken } from '../../../oauth2/require-access-token.ts';
import { PEOPLE_SCOPE } from '../../../oauth2/scopes.ts';
import { json } from '../../../route.ts';
import { error } from '../../../schemas.ts';
import { dataBehind } from '../data.ts';
import { TAG } from './protocol.ts';

export const oauth2Data = dataBehind({
  path: '/auth/oauth2/data',
  name: 'auth_oauth2_data',
  tag: TAG,
  summary: 'Access token data',
  scheme: 'oauth2',
  expires: true,
  answers: { 403: json(`The token was not given the scope ${PEOPLE_SCOPE}.`, error) },
  authenticate: (ctx, { authorizationServer }) => requireAccessToken(ctx, authorizationServer.accessTokens),
});
