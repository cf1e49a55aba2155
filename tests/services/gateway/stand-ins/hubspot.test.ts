import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiHubapiCom } from '../../../../services/gateway/stand-ins/api-hubapi-com.ts';
import { type Ask, type Mounted, mount, NOW } from './mount.ts';

let hubspot: Mounted;
let time: number;

beforeEach(async () => {
  time = NOW;
  hubspot = await mount(apiHubapiCom, { clock: () => time });
});

afterEach(() => hubspot.close());

const GOOD = { grant_type: 'refresh_token', client_id: 'c', client_secret: 's', refresh_token: 'r' };

const tokenUrl = (form: Record<string, string>) => `/oauth/v1/token?${new URLSearchParams(form)}`;

async function login(): Promise<Ask> {
  const token = (await hubspot.ask(tokenUrl(GOOD), { method: 'POST' })).json();
  return { headers: { Authorization: `Bearer ${token.access_token}` } };
}

describe('api.hubapi.com, OAuth 2.0', () => {
  it('issues a token for parameters in the query, as the public example sends them', async () => {
    const answer = await hubspot.ask(tokenUrl(GOOD), { method: 'POST' });
    expect([answer.status, answer.json()]).toEqual([
      200,
      { token_type: 'bearer', refresh_token: 'r', access_token: expect.any(String), expires_in: 1800 },
    ]);
  });

  it('issues tokens for a form, and for an authorization code', async () => {
    const body = String(new URLSearchParams(GOOD));
    expect((await hubspot.ask('/oauth/v1/token', { method: 'POST', body })).status).toBe(200);
    const code = {
      ...GOOD,
      grant_type: 'authorization_code',
      code: 'x',
      redirect_uri: 'https://example.com/',
    };
    const issued = (await hubspot.ask(tokenUrl(code), { method: 'POST' })).json();
    const again = tokenUrl({ ...GOOD, refresh_token: issued.refresh_token });
    expect((await hubspot.ask(again, { method: 'POST' })).status).toBe(200);
  });

  it.each([
    [{ ...GOOD, grant_type: 'password' }, 'BAD_GRANT_TYPE'],
    [{ ...GOOD, client_id: '' }, 'BAD_CLIENT_ID'],
    [{ ...GOOD, client_secret: '' }, 'BAD_CLIENT_SECRET'],
    [{ ...GOOD, refresh_token: '' }, 'BAD_REFRESH_TOKEN'],
    [{ ...GOOD, grant_type: 'authorization_code' }, 'BAD_AUTH_CODE'],
    [{ ...GOOD, grant_type: 'authorization_code', code: 'x' }, 'BAD_REDIRECT_URI'],
  ])('refuses %j with %s', async (form, code) => {
    const answer = await hubspot.ask(tokenUrl(form), { method: 'POST' });
    expect([answer.status, answer.json()]).toEqual([
      400,
      { status: code, message: expect.any(String), correlationId: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
  });

  it('refuses a refresh token once it is revoked', async () => {
    expect((await hubspot.ask('/oauth/v1/refresh-tokens/r', { method: 'DELETE' })).status).toBe(204);
    const answer = await hubspot.ask(tokenUrl(GOOD), { method: 'POST' });
    expect(answer.json().status).toBe('BAD_REFRESH_TOKEN');
  });

  it('tells what it knows of an access token until that expires', async () => {
    const { headers } = await login();
    const path = `/oauth/v1/access-tokens/${headers?.['Authorization']?.slice('Bearer '.length)}`;
    time = NOW + 800_000;
    expect((await hubspot.ask(path)).json()).toMatchObject({ token_type: 'access', expires_in: 1000 });
    time = NOW + 1_800_000;
    expect((await hubspot.ask(path)).status).toBe(404);
  });
});

const GUARDED = [
  '/contacts/v1/lists',
  '/contacts/v1/lists/all/contacts/all',
  '/companies/v2/companies/paged',
];

describe.each(GUARDED)('api.hubapi.com%s', (path) => {
  it.each([
    ['no token', {}],
    ['a token nobody issued', { Authorization: 'Bearer made-up' }],
    ['another scheme', { Authorization: 'Basic cjpz' }],
  ])('refuses %s', async (_what, headers) => {
    const answer = await hubspot.ask(path, { headers });
    expect([answer.status, answer.json()]).toMatchObject([
      401,
      { status: 'error', category: 'INVALID_AUTHENTICATION' },
    ]);
  });

  it('refuses a token after half an hour, and says since when', async () => {
    const bearer = await login();
    time = NOW + 1_800_000 - 1;
    expect((await hubspot.ask(path, bearer)).status).toBe(200);
    time = NOW + 1_805_000;
    const answer = await hubspot.ask(path, bearer);
    expect([answer.status, answer.json()]).toMatchObject([
      401,
      {
        category: 'EXPIRED_AUTHENTICATION',
        message: 'The OAuth token used to make this call expired 5 second(s) ago.',
        context: { 'expire time': ['2026-11-24T17:00:00.000Z'] },
      },
    ]);
  });

  it('takes the token of a private app', async () => {
    expect((await hubspot.ask(path, { headers: { Authorization: 'Bearer pat-na1-any' } })).status).toBe(200);
  });
});

describe('api.hubapi.com, records', () => {
  it('gives the public example 230 contacts in three pages', async () => {
    const bearer = await login();
    const emails = new Set<string>();
    let pages = 0;
    let rest = '';
    for (let more = true; more; pages += 1) {
      const path = `/contacts/v1/lists/all/contacts/all?count=100&cursor=1990-01-01T00:00:00${rest}`;
      const body = (await hubspot.ask(path, bearer)).json();
      for (const contact of body.contacts) {
        expect(contact.properties).toMatchObject({
          firstname: { value: expect.stringMatching(/\w/) },
          company: { value: expect.stringMatching(/\w/) },
          lastmodifieddate: { value: expect.stringMatching(/^\d{13}$/) },
        });
        emails.add(contact['identity-profiles'][0].identities[0].value);
      }
      more = body['has-more'];
      rest = `&vidOffset=${body['vid-offset']}`;
    }
    expect([emails.size, pages]).toEqual([230, 3]);
  });

  it('gives the public example 260 companies in two pages', async () => {
    const bearer = await login();
    const ids = new Set<number>();
    let pages = 0;
    let rest = '';
    for (let more = true; more; pages += 1) {
      const path = `/companies/v2/companies/paged?properties=name&limit=250&cursor=1.5${rest}`;
      const body = (await hubspot.ask(path, bearer)).json();
      for (const { companyId, properties } of body.companies) {
        expect(properties).toEqual({
          name: {
            value: expect.any(String),
            timestamp: expect.any(Number),
            source: 'CRM_UI',
            sourceId: null,
          },
        });
        ids.add(companyId);
      }
      more = body['has-more'];
      rest = `&offset=${body.offset}`;
    }
    expect([ids.size, pages]).toEqual([260, 2]);
  });

  it('keeps every contact on one of three lists', async () => {
    const bearer = await login();
    const { lists } = (await hubspot.ask('/contacts/v1/lists?count=250', bearer)).json();
    const members = await Promise.all(
      lists.map(async ({ listId }: { listId: number }) => {
        const path = `/contacts/v1/lists/${listId}/contacts/all?count=100`;
        return (await hubspot.ask(path, bearer)).json().contacts.map(({ vid }: { vid: number }) => vid);
      }),
    );
    expect(members.map(({ length }) => length)).toEqual(
      lists.map(({ metaData }: { metaData: { size: number } }) => metaData.size),
    );
    expect(new Set(members.flat()).size).toBe(230);
    expect((await hubspot.ask('/contacts/v1/lists/9/contacts/all', bearer)).status).toBe(404);
  });

  it('keeps to the largest page', async () => {
    const bearer = await login();
    const contacts = (await hubspot.ask('/contacts/v1/lists/all/contacts/all?count=9999', bearer)).json();
    const companies = (await hubspot.ask('/companies/v2/companies/paged?limit=9999', bearer)).json();
    expect([contacts.contacts.length, companies.companies.length]).toEqual([100, 250]);
    const asked = (
      await hubspot.ask('/contacts/v1/lists/all/contacts/all?property=email&property=x', bearer)
    ).json();
    expect(Object.keys(asked.contacts[0].properties)).toContain('email');
  });
});
