import { afterAll, describe, expect, it } from '@jest/globals';
import { routes } from '../../../services/api/routes/routes.ts';
import { startApi } from '../../support/start-api.ts';

const api = await startApi();
afterAll(() => api.stop());

/** What each path allows, in the order of the routes. */
const methods = new Map<string, readonly string[]>();
for (const { path, method } of routes) {
  const asked = path.replaceAll(/:\w+/g, '1');
  methods.set(asked, [...(methods.get(asked) ?? []), ...(method === 'GET' ? ['HEAD', 'GET'] : [method])]);
}
const paths = [...methods.keys()];

describe.each([...methods])('%s', (path, own) => {
  const allowed = [...own, 'OPTIONS'].join(', ');

  it('tells OPTIONS what it allows', async () => {
    const { status, headers, text } = await api.get(path, { method: 'OPTIONS' });
    expect([status, headers.get('allow'), text]).toEqual([204, allowed, '']);
  });

  it.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((method) => !own.includes(method)))(
    'does not allow %s',
    async (method) => {
      const answer = await api.get(path, { method });
      const error = `${method} is not allowed on ${path}. Use ${allowed}.`;
      expect([answer.status, answer.json()]).toEqual([405, { error }]);
      expect(answer.headers.get('allow')).toBe(allowed);
    },
  );
});

describe.each(paths.filter((path) => methods.get(path)?.includes('GET')))('HEAD %s', (path) => {
  it('has the status and type of GET and no body', async () => {
    const head = await api.get(path, { method: 'HEAD' });
    const full = await api.get(path);
    expect(head.text).toBe('');
    expect(head.status).toBe(full.status);
    expect(head.headers.get('content-type')).toBe(full.headers.get('content-type'));
  });
});

describe('a path that is none', () => {
  it.each([
    ['/pagination/keysets', '/pagination/keyset'],
    ['/Pagination/page-number', '/pagination/page_number'],
    ['/export.csv', '/export/csv'],
    ['/company/cursors', '/cursors/companies'],
    ['/cursors/1/department', '/cursors/:company_id/departments'],
  ])('%s is told of %s', async (path, expected) => {
    const answer = await api.get(path);
    expect(answer.status).toBe(404);
    expect(answer.json()).toEqual({
      error: `No such path: ${path}`,
      nearest: expect.arrayContaining([expected]),
    });
    expect(answer.json<{ nearest: string[] }>().nearest).toHaveLength(3);
  });

  it.each([
    '/',
    '//',
    '/%',
    '/%ff',
    '/%00',
    '/a'.repeat(3000),
    '/..%2f..%2fetc/passwd',
    '/docs/../package.json',
  ])('%.30s is not found', async (path) => {
    expect((await api.get(path)).status).toBe(404);
  });
});
