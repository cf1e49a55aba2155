import type { Context } from 'koa';
import type { StandIn } from '../stand-in.ts';
import { type NpsResource, npsResources } from './national-parks/present-record.ts';
import { listParameter, numberParameter, parameter } from './parameter.ts';

const DEFAULT_LIMIT = 50;
const REQUESTS_AN_HOUR = 1000;

/** The API of the National Park Service. Any key is taken, but there must be one. */
export const developerNpsGov: StandIn = {
  hosts: ['developer.nps.gov'],
  summary: 'National Park Service: parks, people, alerts and articles',
  source: 'https://www.nps.gov/subjects/developer/api-documentation.htm',
  mount(router, { dataset, clock }) {
    for (const resource of npsResources(dataset)) {
      router.get(`/api/v1/${resource.name}`, (ctx) => {
        if (isKeyless(ctx)) return;
        const limit = numberParameter(ctx, 'limit', DEFAULT_LIMIT);
        const start = numberParameter(ctx, 'start', 0);
        const now = clock();
        const found = indexesOf(ctx, resource, now);
        ctx.set('X-RateLimit-Limit', String(REQUESTS_AN_HOUR));
        ctx.set('X-RateLimit-Remaining', String(REQUESTS_AN_HOUR - 1));
        ctx.body = {
          total: String(found.length),
          limit: String(limit),
          start: String(start),
          data: found.slice(start, start + limit).map((index) => resource.record(index, now)),
        };
      });
    }
  },
  notFound: () => ({ error: { code: 'NOT_FOUND', message: 'The requested resource could not be found.' } }),
};

/** The positions of all records, or of those of the parks (`parkCode`) or states (`stateCode`) asked for. */
function indexesOf(ctx: Context, { size, parksOf }: NpsResource, now: number): number[] {
  const indexes = Array.from({ length: size }, (_, index) => index);
  const codes = listParameter(ctx, 'parkCode')?.map((code) => code.toLowerCase());
  const states = listParameter(ctx, 'stateCode')?.map((code) => code.toUpperCase());
  if (!codes && !states) return indexes;
  return indexes.filter((index) =>
    parksOf(index, now).some(
      (park) =>
        (codes?.includes(park.park_code) ?? true) &&
        (states?.some((state) => park.states.includes(state)) ?? true),
    ),
  );
}

/** Answers a request without a key as the gateway of api.data.gov does. */
function isKeyless(ctx: Context): boolean {
  if (parameter(ctx, 'api_key') !== undefined || ctx.get('X-Api-Key') !== '') return false;
  ctx.status = 403;
  ctx.body = {
    error: {
      code: 'API_KEY_MISSING',
      message: 'No api_key was supplied. Get one at https://developer.nps.gov:443',
    },
  };
  return true;
}
