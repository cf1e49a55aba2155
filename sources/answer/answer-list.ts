import type { Context } from 'koa';
import { shownTarget } from '../../core/control/journal.ts';
import type { JournalEntry } from '../../core/control/journal-entry.ts';
import type { Resource } from '../declaration.ts';
import { isByToken, pageOf } from './asked-list.ts';
import type { SourceExchange } from './exchange.ts';
import { filtered } from './filtered.ts';
import { withOthers } from './item-writer.ts';
import { type ListedPage, listPage } from './list-page.ts';
import { type LeadsOn, leadOf, pageBody, tellsNext } from './page-body.ts';
import { parametersOf } from './parameter-names.ts';
import { childrenAsked } from './parents.ts';
import { writeRows } from './write-rows.ts';

const TYPES = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
} as const;

/** Answers with a page of a list, and notes which rows it holds. @throws SourceError for what cannot be asked */
export function answerList(ctx: Context, exchange: SourceExchange): void {
  const { route, parts, parameters, effects, entry, state, declaration, clock } = exchange;
  const { resource, table } = route.served;
  parameters.requireKnown(resource.name, parametersOf(resource, declaration));
  const page = listPage(table, resource, {
    ...{ parameters, effects, now: clock(), number: entry?.number ?? 0 },
    among: (at) =>
      filtered(table, resource, { parameters, at, some: childrenAsked(route.served, parts, at) }),
  });
  const lead = leadOf(page, resource, exchange.url, effects);
  const columns = table.columnsAt(page.at);
  const rows = page.rows.map(({ values }) => values);
  ctx.type = TYPES[resource.format.is];
  ctx.body =
    resource.format.is === 'json'
      ? pageBody(resource, page, rows.map(route.served.itemWriter(columns)), lead)
      : writeRows(resource.format, withOthers(resource.item, columns), columns, rows);
  if (resource.paging.hasLink && lead.url) ctx.set('Link', `<${lead.url.href}>; rel="next"`);
  if (resource.paging.nextHeader && lead.next !== null)
    ctx.set(resource.paging.nextHeader, String(lead.next));
  // A page that leads to itself stays the page that it is.
  if (lead.next !== null && String(lead.next) !== parameters.text(resource.paging.parameter))
    state.walkPages.leadsOn(ctx.path, pageOf(route, parameters, ctx.path, state), String(lead.next));
  if (entry) note(entry, resource, page, lead);
}

function note(
  entry: JournalEntry,
  { body, paging }: Resource,
  { served }: ListedPage,
  { next, url: following }: LeadsOn,
): void {
  if (served && served.last >= served.first) entry.rows = served;
  const isTold = paging.hasLink || paging.nextHeader !== undefined || tellsNext(body);
  const shown = isByToken(paging) ? next : following && shownTarget(following.href);
  entry.page = { isLast: next === null, next: isTold && shown !== null ? String(shown) : null };
}
