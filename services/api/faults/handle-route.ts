import type { Context } from 'koa';
import type { JournalEntry } from '../../../core/control/journal-entry.ts';
import type { Asked } from '../../../core/faults/asked.ts';
import type { Effects } from '../../../core/faults/effects.ts';
import { bringAbout } from '../../../core/faults/http-faults.ts';
import { shownMet } from '../../../core/faults/met.ts';
import type { Substitute } from '../../../core/faults/substitute.ts';
import { plannedFault } from '../errors.ts';
import { notedPage } from '../note-rows.ts';
import type { Api, Route } from '../route.ts';
import { expire } from './expire.ts';
import { faultyPeople } from './faulty-people.ts';
import { leadElsewhere } from './lead-elsewhere.ts';

/** Answers a request by its route, or as a fault plan has it. With an empty plan nothing is done for it. */
export function handleRoute(route: Route, ctx: Context, api: Api): void | Promise<void> {
  if (api.faults.isEmpty) return route.handle(ctx, api);
  const entry = ctx.state['entry'] as JournalEntry | undefined;
  // The playground's own endpoints are not noted, and have no faults.
  return entry === undefined ? route.handle(ctx, api) : handleAsPlanned(route, ctx, api, entry);
}

async function handleAsPlanned(route: Route, ctx: Context, api: Api, entry: JournalEntry): Promise<void> {
  const { faults, state } = api;
  const asked = askedOf(route, ctx, api, entry);
  const met = faults.meet(asked);
  if (met) {
    entry.route = route.name;
    entry.fault = shownMet(met);
    const left = await bringAbout(faults, met, { request: ctx.req, response: ctx.res });
    if (left === 'nothing') {
      ctx.respond = false;
      return;
    }
    if (left !== 'answer') {
      answerInstead(ctx, left);
      return;
    }
  }
  const effects = met?.do ?? {};
  await expire(ctx, api, effects.expire);
  await route.handle(ctx, met ? asMet(api, effects, asked) : api);
  // Rows that have changed places are not one stretch of the table.
  if (effects.ties) ctx.state['rows'] = undefined;
  leadElsewhere(ctx, effects);
  const next = notedPage(ctx)?.next;
  // A walk that stays where it is stays on its page.
  if (next && next !== asked.query?.get('scroll_param')) state.walkPages.leadsOn(ctx.path, asked.page, next);
}

/** What a handler sees of the source. */
function asMet(api: Api, effects: Effects, { number = 0, page }: Asked): Api {
  const { state, dataset, clock } = api;
  const { stale = 0 } = effects;
  const people = faultyPeople(state.people, { effects, number, page, lives: dataset.plan.lives });
  return { ...api, state: { ...state, people }, clock: () => clock() - stale };
}

function askedOf({ name, walk }: Route, ctx: Context, { state }: Api, { number }: JournalEntry): Asked {
  const query = new URLSearchParams(ctx.querystring);
  const pageAt = (cursor: string | undefined): number | undefined => state.walkPages.pageOf(ctx.path, cursor);
  return {
    service: 'api',
    number,
    route: name,
    method: ctx.method,
    path: ctx.path,
    query,
    about: walk?.about,
    since: walk?.since === undefined ? undefined : query.get(walk.since) || undefined,
    page: walk?.pageOf?.(query, pageAt),
  };
}

/** @throws ApiError for an error that the API is to say in its own way */
function answerInstead(ctx: Context, { status, type, body }: Substitute): void {
  if (body === undefined && status >= 400) throw plannedFault(status);
  ctx.status = status;
  if (type !== undefined) ctx.type = type;
  ctx.body = body ?? null;
  // Koa makes 204 of an empty body.
  ctx.status = status;
}
