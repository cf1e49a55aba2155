import { afterAll, describe, expect, it } from '@jest/globals';
import { startApi } from '../../../support/start-api.ts';

const api = await startApi();
afterAll(() => api.stop());
const page = await api.get('/docs');
const links = [...page.text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link as string);

describe('/docs', () => {
  it('is a page that needs nothing from outside', () => {
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.text).not.toMatch(/https?:|\/\/[a-z]/i);
    expect(links.filter((link) => !link.startsWith('/') && !link.startsWith('data:'))).toEqual([]);
  });

  it.each(links.filter((link) => link.startsWith('/')))('loads %s', async (link) => {
    const { status, headers, text } = await api.get(link);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(
      link.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    );
    expect(text.length).toBeGreaterThan(10_000);
  });

  it('has a page to come back to from a sign-in by OAuth 2.0', async () => {
    const path = /location\.origin \+ '([^']+)'/.exec(page.text)?.[1] as string;
    const back = await api.get(path);
    expect([back.status, back.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const script = new URL(/src="([^"]+)"/.exec(back.text)?.[1] as string, `${api.url}${path}`);
    expect((await api.get(script.pathname)).text).toContain('swaggerUIRedirectOauth2');
  });

  it('shows the document that the API serves', () => {
    expect(page.text).toContain("url: '/_playground/openapi.json'");
  });
});
