import type { Context } from 'koa';
import type { StandIn } from '../stand-in.ts';
import { isUnauthorized, refuse } from './hubspot/errors.ts';
import { HUBSPOT_LISTS, isOnList, presentList } from './hubspot/lists.ts';
import { mountHubspotOauth } from './hubspot/oauth.ts';
import { COMPANY_COUNT, CONTACT_COUNT, presentCompany, presentContact } from './hubspot/records.ts';
import { HubspotTokens } from './hubspot/tokens.ts';
import { numberParameter, wholeNumber } from './parameter.ts';

/** A portal with contacts, contact lists and companies, behind OAuth 2.0. */
export const apiHubapiCom: StandIn = {
  hosts: ['api.hubapi.com'],
  summary: 'HubSpot: OAuth 2.0, contacts and their lists (v1), companies (v2)',
  source: 'https://legacydocs.hubspot.com/docs/methods/contacts/get_contacts',
  mount(router, { dataset: { people }, clock }) {
    const tokens = new HubspotTokens(clock);
    mountHubspotOauth(router, tokens);

    router.get('/contacts/v1/lists', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const count = Math.min(numberParameter(ctx, 'count', 20, 1), 250);
      const offset = numberParameter(ctx, 'offset', 0);
      ctx.body = {
        offset: offset + count,
        total: HUBSPOT_LISTS.length,
        lists: HUBSPOT_LISTS.slice(offset, offset + count).map((list) => presentList(list, clock())),
        'has-more': offset + count < HUBSPOT_LISTS.length,
      };
    });

    router.get('/contacts/v1/lists/:list/contacts/all', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const name = ctx.params['list'];
      const list = name === 'all' ? name : HUBSPOT_LISTS.find(({ listId }) => listId === wholeNumber(name));
      if (!list) return refuse(ctx, 404, 'OBJECT_NOT_FOUND', `There is no list with id ${name}`);
      const page = pageAfter(CONTACT_COUNT, numberParameter(ctx, 'vidOffset', 0), {
        limit: Math.min(numberParameter(ctx, 'count', 20, 1), 100),
        isWanted: (vid) => isOnList(vid, list),
      });
      const wanted = valuesOf(ctx, 'property');
      ctx.body = {
        contacts: page.ids.map((vid) => presentContact(people, vid, wanted)),
        'has-more': page.hasMore,
        'vid-offset': page.last,
      };
    });

    router.get('/companies/v2/companies/paged', (ctx) => {
      if (isUnauthorized(ctx, tokens, clock)) return;
      const page = pageAfter(COMPANY_COUNT, numberParameter(ctx, 'offset', 0), {
        limit: Math.min(numberParameter(ctx, 'limit', 100, 1), 250),
      });
      const wanted = valuesOf(ctx, 'properties');
      ctx.body = {
        companies: page.ids.map((companyId) => presentCompany(people, companyId, wanted)),
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

/** The ids above `offset`, of those from 1 to `count` that are wanted. */
function pageAfter(
  count: number,
  offset: number,
  { limit, isWanted = () => true }: { limit: number; isWanted?: (id: number) => boolean },
): PageOfIds {
  const rest = Array.from({ length: count }, (_, index) => index + 1).filter(
    (id) => id > offset && isWanted(id),
  );
  const ids = rest.slice(0, limit);
  return { ids, hasMore: rest.length > limit, last: ids.at(-1) ?? offset };
}

/** The values of a parameter that may be given several times. */
function valuesOf(ctx: Context, name: string): readonly string[] {
  return [ctx.query[name] ?? []].flat();
}
