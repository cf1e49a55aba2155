import type { Context } from 'koa';
import { answerControl } from '../../../../core/control/answer-control.ts';
import type { Api } from '../../route.ts';

/** Answers what is the same in every service; routes of their own are there so that the document tells of them. */
export function answerAsEverywhere(ctx: Context, api: Api): Promise<void> | undefined {
  ctx.respond = false;
  const { dataset, journal, faults, state } = api;
  return answerControl(
    {
      ...{ host: api.host, serverNames: api.serverNames, journal, faults, logger: api.logger },
      services: ['api'],
      health: () => ({ status: 'ok', records: dataset.people.size }),
      reset: () => state.reset(),
    },
    ctx.req,
    ctx.res,
  );
}
