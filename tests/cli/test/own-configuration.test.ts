import { expect, it } from '@jest/globals';
import { withCredentialsOf } from '../../../cli/test/own-configuration.ts';
import { credentialsOf, credentialsOfWorld } from '../../../playground/credentials.ts';

const fixed = credentialsOf('fixed');
const { api: credentials } = credentialsOfWorld('trial-1', fixed);
const endpoints = { api: { url: 'http://127.0.0.1:40123', credentials } };

it.each([
  ['a key', { api_key: 'playground-api-key' }, { api_key: credentials.apiKey }],
  ['a token', { token: 'playground-bearer-token' }, { token: credentials.bearerToken }],
  [
    'a login',
    { username: fixed.api.session.username, password: fixed.api.session.password },
    { username: credentials.session.username, password: credentials.session.password },
  ],
  [
    'a client',
    { id: fixed.api.oauth2.clientId, secret: fixed.api.oauth2.clientSecret },
    { id: credentials.oauth2.clientId, secret: credentials.oauth2.clientSecret },
  ],
  ['anything else', { api_key: 'my-own', url: 'http://127.0.0.1:5001', page_size: '10' }, undefined],
])('gives a project %s of the world in place of what every playground has', (_what, own, given) => {
  expect(withCredentialsOf(endpoints, own)).toEqual(given ?? own);
});

it('leaves a configuration as it is where there is no API', () => {
  expect(withCredentialsOf({}, { api_key: 'playground-api-key' })).toEqual({ api_key: 'playground-api-key' });
});
