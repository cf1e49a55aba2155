import type { Context } from 'koa';
import type { Table } from '../../../fixtures/table.ts';
import type { Contact } from '../../../fixtures/tables/contacts.ts';
import { companyRecords, contactLists } from '../../../fixtures/tables/customer-relations.ts';
import type { StandIn } from '../stand-in.ts';
import { isUnauthorized, refuse } from './hubspot/errors.ts';
import { contactsOf, type ListedContacts, listSizes } from './hubspot/listed-contacts.ts';
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
    const contactsAt = contactsOf(dataset);
    const listTable = contactLists(dataset);
    const companyTable = companyRecords(dataset);
    const tokens = new HubspotTokens(clock);
    mountHubspotOauth(router, tokens);

    router.get('/contacts/v1/lists', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const count = Math.min(numberParameter(ctx, 'count', 20, 1), 250);
      const offset = numberParameter(ctx, 'offset', 0);
      const now = clock();
      const sizes = listSizes(dataset, contactsAt(now));
      ctx.body = {
        offset: offset + count,
        total: listTable.size,
        lists: positionsOf(listTable)
          .slice(offset, offset + count)
          .map((index) => listTable.row(index, now))
          .map((list) => presentList(list, sizes.get(list.list_id) ?? 0)),
        'has-more': offset + count < listTable.size,
      };
    });

    router.get('/contacts/v1/lists/:list/contacts/all', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const name = ctx.params['list'];
      const listId = name === 'all' ? name : wholeNumber(name, 1);
      if (listId === undefined || (listId !== 'all' && listId > listTable.size))
        return refuse(ctx, 404, 'OBJECT_NOT_FOUND', `There is no list with id ${name}`);
      const offset = numberParameter(ctx, 'vidOffset', 0);
      const limit = Math.min(numberParameter(ctx, 'count', 20, 1), 100);
      const found = contactsAfter(contactsAt(clock()), offset, {
        count: limit + 1,
        isWanted: (contact) => listId === 'all' || contact.list_id === listId,
      });
      const page = found.slice(0, limit);
      const wanted = valuesOf(ctx, 'property');
      ctx.body = {
        contacts: page.map((contact) => presentContact(contact, wanted)),
        'has-more': found.length > limit,
        'vid-offset': page.at(-1)?.contact_id ?? offset,
      };
    });

    router.get('/companies/v2/companies/paged', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const limit = Math.min(numberParameter(ctx, 'limit', 100, 1), 250);
      const page = pageAfter(companyTable, numberParameter(ctx, 'offset', 0), limit);
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

/** Up to `count` contacts with ids above `vid`, of those that are wanted. */
function contactsAfter(
  contacts: ListedContacts,
  vid: number,
  { count, isWanted }: { count: number; isWanted: (contact: Contact) => boolean },
): readonly Contact[] {
  const found: Contact[] = [];
  for (let from = contacts.through(vid); from < contacts.size && found.length < count; from += count) {
    found.push(...contacts.rows(from, count).filter(isWanted));
  }
  return found.slice(0, count);
}

interface PageOfIds {
  readonly ids: readonly number[];
  readonly hasMore: boolean;
  /** The id after which the next page begins. */
  readonly last: number;
}

/** The ids above `offset` of a table's rows, which count from 1. */
function pageAfter(table: Table, offset: number, limit: number): PageOfIds {
  const rest = positionsOf(table)
    .map((index) => index + 1)
    .filter((id) => id > offset);
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
