import type { StandIn } from '../stand-in.ts';

/** Where the Connector SDK reports its use: everything is taken and nothing kept. */
export const webhooksFivetranCom: StandIn = {
  hosts: ['webhooks.fivetran.com'],
  summary: 'Fivetran: takes the reports of the Connector SDK',
  source: 'https://fivetran.com/docs/connector-sdk',
  mount(router) {
    router.post('/{*path}', (ctx) => {
      ctx.req.resume();
      ctx.status = 204;
    });
  },
};
