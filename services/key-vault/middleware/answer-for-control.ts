import type { Context, Next } from 'koa';
import { answerControl, type ControlFace } from '../../../core/control/answer-control.ts';
import type { KeyVault } from '../route.ts';
import { siteOf } from '../site.ts';

/** Answers `/_playground/*`: ours, not Azure's, and under none of its public names. */
export function answerForControl({ store, ...options }: KeyVault) {
  const { host, serverNames, journal, faults, logger } = options;
  const face: ControlFace = {
    ...{ host, serverNames, journal, faults, logger },
    services: ['key-vault'],
    health: () => ({ status: 'ok', secrets: store.list().length }),
    reset() {
      store.reset();
      journal.clear('key-vault');
    },
  };
  return (ctx: Context, next: Next): Promise<void> => {
    const answered = siteOf(ctx) === 'both' ? answerControl(face, ctx.req, ctx.res) : undefined;
    if (answered === undefined) return next();
    ctx.respond = false;
    return answered;
  };
}
