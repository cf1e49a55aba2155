import { text } from 'node:stream/consumers';
import type { StandIn } from '../../../services/gateway/stand-in.ts';

/** Shows what it was asked, and remembers how often. */
export const sampleStandIn: StandIn = {
  hosts: ['api.sample.test', '*.tenant.sample.test'],
  summary: 'A host that no one has',
  source: 'https://www.rfc-editor.org/rfc/rfc6761',
  mount(router, { dataset, clock }) {
    let visits = 0;
    router.get('/visits', (ctx) => {
      visits += 1;
      ctx.body = { visits };
    });
    router.all('/echo', async (ctx) => {
      ctx.body = {
        method: ctx.method,
        url: `${ctx.protocol}://${ctx.host}${ctx.url}`,
        headers: ctx.headers,
        body: await text(ctx.req),
        hasClientCertificate: ctx.state['clientCertificateAuthorized'],
      };
    });
    router.get('/world', (ctx) => {
      ctx.body = { records: dataset.people.size, time: new Date(clock()).toISOString() };
    });
    router.get('/refused', (ctx) => ctx.throw(403, 'Not for you'));
    router.get('/broken', () => {
      throw new Error('the secret of the stand-in');
    });
  },
  notFound: (path) => ({ message: `nothing at ${path}` }),
};
