import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { createPlayground, type Playground } from '../../playground/playground.ts';
import { type OtherSite, openBrowser, otherSite } from './browser.ts';

let playground: Playground<'api'>;
let browser: Browser;
let other: OtherSite;

beforeAll(async () => {
  playground = await createPlayground({ services: ['api'], rateLimit: { capacity: 100 } });
  [browser, other] = [await openBrowser(), await otherSite()];
});

afterAll(async () => {
  await browser.close();
  await other[Symbol.asyncDispose]();
  await playground.stop();
});

/** Runs in the page: all that a client does there after it has been sent back with a code. */
const CLIENT = `async ({ issuer, clientId, verifier, redirectUri }) => {
  const config = await (await fetch(issuer + '/.well-known/openid-configuration')).json();
  const form = (fields) => ({ method: 'POST', body: new URLSearchParams({ client_id: clientId, ...fields }) });
  const code = new URLSearchParams(location.search).get('code');
  const token = await (await fetch(config.token_endpoint, form({
    grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }))).json();
  const ask = () => fetch(issuer + '/data', { headers: { Authorization: 'Bearer ' + token.access_token } });
  const answer = await ask();
  const { data } = await answer.json();
  const refreshed = await (await fetch(config.token_endpoint, form({
    grant_type: 'refresh_token', refresh_token: token.refresh_token }))).json();
  const { keys } = await (await fetch(config.jwks_uri)).json();
  const revoked = await fetch(config.revocation_endpoint, form({ token: token.access_token }));
  const refused = await ask();
  return {
    rows: data.length,
    remaining: answer.headers.get('X-RateLimit-Remaining'),
    refreshed: typeof refreshed.access_token,
    keys: keys.length,
    revoked: revoked.status,
    refused: [refused.status, refused.headers.get('X-Error-Code'), refused.headers.get('WWW-Authenticate')],
  };
}`;

it.each(['localhost', '127.0.0.1'])('a public client works from a page of http://%s', async (name) => {
  const { url, credentials } = playground.endpoints.api;
  const issuer = `${url}/auth/oauth2`;
  const redirectUri = `http://${name}:${other.port}/callback`;
  const page = await browser.newPage();
  await page.goto(redirectUri);
  const verifier = 'v'.repeat(43);
  const challenge = Buffer.from(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)),
  ).toString('base64url');
  const clientId = credentials.oauth2.publicClientId;
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  await Promise.all([
    page.waitForURL(/callback\?code=/),
    page.evaluate(`location.href = ${JSON.stringify(`${issuer}/authorize?${asked}`)}`),
  ]);
  const given = JSON.stringify({ issuer, clientId, verifier, redirectUri });
  expect(await page.evaluate(`(${CLIENT})(${given})`)).toEqual({
    rows: 20,
    remaining: expect.stringMatching(/^\d+$/),
    refreshed: 'string',
    keys: 1,
    revoked: 200,
    refused: [401, 'revoked_token', expect.stringContaining('invalid_token')],
  });
  // The one thing that a page is sent to, and cannot ask itself.
  const source = `fetch(${JSON.stringify(`${issuer}/authorize?${asked}`)}).then(() => 'read', () => 'refused')`;
  expect(await page.evaluate(source)).toBe('refused');
  await page.close();
});
