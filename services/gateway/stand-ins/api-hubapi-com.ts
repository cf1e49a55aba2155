import type { Context } from 'koa';
import type { Table } from '../../../fixtures/table.ts';
import { companyRecords, contactLists, contacts } from '../../../fixtures/tables/customer-relations.ts';
import type { StandIn } from '../stand-in.ts';
import { isUnauthorized, refuse } from './hubspot/errors.ts';
import { presentList } from './hubspot/lists.ts';
import { mountHubspotOauth } from './hubspot/oauth.ts';
import { presentCompany, presentContact } from './hubspot/records.ts';
import { HubspotTokens } from './hubspot/tokens.ts';
import { numberParameter, wholeNumber } from './parameter.ts';

/** A portal with contacts, contact lists and companies, behind OAuth 2.0. */
export const apiHubapiCom: StandIn = {
  hosts: ['api.hubapi.com'],
  summary: 'HubSpot: OAuth 2.0, contacts and their lists (v1), companies (v2)',
  source: 'https://legacydocs.hubspot.com/docs/methods/contacts/get_contacts',
  mount(router, { dataset, clock }) {
    const contactTable = contacts(dataset);
    const listTable = contactLists(dataset);
    const companyTable = companyRecords(dataset);
    const tokens = new HubspotTokens(clock);
    mountHubspotOauth(router, tokens);

    router.get('/contacts/v1/lists', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const count = Math.min(numberParameter(ctx, 'count', 20, 1), 250);
      const offset = numberParameter(ctx, 'offset', 0);
      ctx.body = {
        offset: offset + count,
        total: listTable.size,
        lists: positionsOf(listTable)
          .slice(offset, offset + count)
          .map((index) => presentList(listTable.row(index, clock()), contactTable)),
        'has-more': offset + count < listTable.size,
      };
    });

    router.get('/contacts/v1/lists/:list/contacts/all', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const name = ctx.params['list'];
      const listId = name === 'all' ? name : wholeNumber(name, 1);
      if (listId === undefined || (listId !== 'all' && listId > listTable.size))
        return refuse(ctx, 404, 'OBJECT_NOT_FOUND', `There is no list with id ${name}`);
      const contactOf = (vid: number) => contactTable.row(vid - 1, clock());
      const page = pageAfter(contactTable, numberParameter(ctx, 'vidOffset', 0), {
        limit: Math.min(numberParameter(ctx, 'count', 20, 1), 100),
        isWanted: (vid) => listId === 'all' || contactTable.listOf(vid - 1) === listId,
      });
      const wanted = valuesOf(ctx, 'property');
      ctx.body = {
        contacts: page.ids.map((vid) => presentContact(contactOf(vid), wanted)),
        'has-more': page.hasMore,
        'vid-offset': page.last,
      };
    });

    router.get('/companies/v2/companies/paged', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const page = pageAfter(companyTable, numberParameter(ctx, 'offset', 0), {
        limit: Math.min(numberParameter(ctx, 'limit', 100, 1), 250),
      });
      const wanted = valuesOf(ctx, 'properties');
      ctx.body = {
        companies: page.ids.map((companyId) =>
          presentCompany(companyTable.row(companyId - 1, clock()), wanted),
        ),
        'has-more': page.hasMore,
        offset: page.last,
      };
    });
  },
  notFound: () => ({ status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' }),
};

interface PageOfIds {
  readonly ids: readonly number[];
  readonly hasMore: boolean;
  /** The id after which the next page begins. */
  readonly last: number;
}

/** The ids above `offset`, of those of a table (they count from 1) that are wanted. */
function pageAfter(
  table: Table,
  offset: number,
  { limit, isWanted = () => true }: { limit: number; isWanted?: (id: number) => boolean },
): PageOfIds {
  const rest = positionsOf(table)
    .map((index) => index + 1)
    .filter((id) => id > offset && isWanted(id));
  const ids = rest.slice(0, limit);
  return { ids, hasMore: rest.length > limit, last: ids.at(-1) ?? offset };
}

function positionsOf({ size }: Table): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

/** The values of a parameter that may be given several times. */
function valuesOf(ctx: Context, name: string): readonly string[] {
  return [ctx.query[name] ?? []].flat();
}
