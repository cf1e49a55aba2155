import type { StandIn } from '../../services/gateway/stand-in.ts';
import { readJsonObject } from '../../services/gateway/stand-ins/read-body.ts';

/** Says what it could read of a body. */
export const bodyReader: StandIn = {
  hosts: ['reads.test'],
  summary: 'A host that no one has',
  source: 'https://www.rfc-editor.org/rfc/rfc6761',
  mount(router) {
    router.post('/', async (ctx) => {
      const body = await readJsonObject(ctx.req);
      // What was read can be written again.
      ctx.body = body && JSON.stringify(body) !== '' ? 'object' : 'nothing';
    });
    router.post('/unread', (ctx) => {
      ctx.body = 'unread';
    });
  },
};
