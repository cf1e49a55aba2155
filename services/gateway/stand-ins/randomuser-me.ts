import type { Context } from 'koa';
import { profiles } from '../../../fixtures/tables/profiles.ts';
import type { StandIn } from '../stand-in.ts';
import { listParameter, numberParameter, parameter } from './parameter.ts';
import { presentProfile } from './randomuser/present-profile.ts';
import { seedsOf } from './randomuser/seeds.ts';

const API_HOST = 'api.randomuser.me';
const VERSION = '1.4';
const MOST_RESULTS = 5000;
/** A page beyond so many people shows the first ones again. */
const PEOPLE = 1_000_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Profiles of the world's people by seed: the same seed and page show the same people, a request without one shows new
 * ones. What is asked for beyond the last person are people whom the world does not list.
 */
export const randomuserMe: StandIn = {
  hosts: ['randomuser.me', API_HOST],
  summary: 'Random User Generator: profiles by seed and page',
  source: 'https://randomuser.me/documentation',
  mount(router, { dataset, clock }) {
    const table = profiles(dataset);
    const seeds = seedsOf(dataset);
    let unseeded = 0;

    const answer = (ctx: Context) => {
      const version: string = ctx['params'].version ?? VERSION;
      if (!/^\d\.\d$/.test(version)) {
        ctx.status = 404;
        ctx.body = NOT_FOUND;
        return;
      }
      let seed = parameter(ctx, 'seed');
      if (seed === undefined) {
        unseeded += 1;
        seed = seeds.issue(unseeded);
      }
      // More than the most gives a single profile, and so does what is not a number: so the service does.
      const wanted = numberParameter(ctx, 'results', 1, 1);
      const results = wanted > MOST_RESULTS ? 1 : wanted;
      const page = numberParameter(ctx, 'page', 1, 1);
      const first = seeds.positionOf(seed) + (((page - 1) * results) % PEOPLE);
      const now = clock();
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.body = {
        results: Array.from({ length: results }, (_, index) =>
          chosen(ctx, presentProfile(table.row(first + index, now), now)),
        ),
        info: { seed, results, page, version },
      };
    };
    router.get('/api{/:version}', answer);
    // What is a page about the service at the one name is the service itself at the other.
    router.get('/{:version}', (ctx, next) => (ctx.hostname === API_HOST ? answer(ctx) : next()));
  },
  notFound: () => NOT_FOUND,
};

const NOT_FOUND = {
  error: 'Uh oh, something has gone wrong. Please tweet us @randomapi about the issue. Thank you.',
};

/** Leaves out the fields that `inc` and `exc` do not want. */
function chosen(ctx: Context, whole: Fields): Fields {
  const included = listParameter(ctx, 'inc');
  const excluded = listParameter(ctx, 'exc');
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([field]) => (included?.includes(field) ?? true) && !(excluded?.includes(field) ?? false),
    ),
  );
}
