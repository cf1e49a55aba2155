import type { Context } from 'koa';
import type { People } from '../../../fixtures/index.ts';
import type { StandIn } from '../stand-in.ts';
import { draw, drawHex } from './draw.ts';
import { listParameter, numberParameter, parameter } from './parameter.ts';
import { parsePostalAddress } from './postal-address.ts';

const API_HOST = 'api.randomuser.me';
const VERSION = '1.4';
const MOST_RESULTS = 5000;
/** A seed leads to a place among this many people, so that two seeds rarely show the same ones. */
const CROWD = 1_000_000;
const YEAR = 365.25 * 24 * 3_600_000;

type Profile = Readonly<Record<string, unknown>>;

/** Profiles by seed: the same seed and page show the same people, a request without one shows new ones. */
export const randomuserMe: StandIn = {
  hosts: ['randomuser.me', API_HOST],
  summary: 'Random User Generator: profiles by seed and page',
  source: 'https://randomuser.me/documentation',
  mount(router, { dataset, clock }) {
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
        seed = drawHex(16, 'unseeded', unseeded);
      }
      // More than the most gives a single profile, and so does what is not a number: so the service does.
      const wanted = numberParameter(ctx, 'results', 1, 1);
      const results = wanted > MOST_RESULTS ? 1 : wanted;
      const page = numberParameter(ctx, 'page', 1, 1);
      const first = draw(CROWD, seed) + (((page - 1) * results) % CROWD);
      ctx.set('Access-Control-Allow-Origin', '*');
      ctx.body = {
        results: Array.from({ length: results }, (_, index) =>
          chosen(ctx, profile(dataset.people, first + index, clock())),
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
function chosen(ctx: Context, whole: Profile): Profile {
  const included = listParameter(ctx, 'inc');
  const excluded = listParameter(ctx, 'exc');
  return Object.fromEntries(
    Object.entries(whole).filter(
      ([field]) => (included?.includes(field) ?? true) && !(excluded?.includes(field) ?? false),
    ),
  );
}

function profile(people: People, index: number, now: number): Profile {
  const person = people.at(index);
  const address = parsePostalAddress(person.address);
  const [first, last] = person.name.split(' ', 2);
  const isFemale = draw(2, 'gender', index) === 0;
  const portrait = `${isFemale ? 'women' : 'men'}/${draw(100, 'portrait', index)}.jpg`;
  const born = Date.UTC(
    1945 + draw(60, 'birth', index),
    draw(12, 'month', index),
    1 + draw(28, 'day', index),
  );
  const registered = Date.UTC(2002 + draw(20, 'registered', index), draw(12, 'registered month', index), 1);
  const password = drawHex(10, 'password', index);
  const phone = (line: string): string => `(555) 010-${String(draw(10_000, line, index)).padStart(4, '0')}`;
  return {
    gender: isFemale ? 'female' : 'male',
    name: { title: isFemale ? 'Ms' : 'Mr', first, last },
    location: {
      street: { number: address.number, name: address.street },
      city: address.city,
      state: address.state,
      country: 'United States',
      postcode: address.postcode,
      coordinates: {
        latitude: coordinate(90, 'latitude', index),
        longitude: coordinate(180, 'longitude', index),
      },
      timezone: { offset: '-5:00', description: 'Eastern Time (US & Canada), Bogota, Lima' },
    },
    email: person.email,
    login: {
      uuid: person.id,
      username: (person.email.split('@')[0] as string).replace('.', ''),
      password,
      salt: drawHex(8, 'salt', index),
      md5: drawHex(32, 'md5', index),
      sha1: drawHex(40, 'sha1', index),
      sha256: drawHex(64, 'sha256', index),
    },
    dob: { date: new Date(born).toISOString(), age: Math.floor((now - born) / YEAR) },
    registered: { date: new Date(registered).toISOString(), age: Math.floor((now - registered) / YEAR) },
    phone: phone('phone'),
    cell: phone('cell'),
    id: { name: 'SSN', value: `900-00-${String(draw(10_000, 'ssn', index)).padStart(4, '0')}` },
    picture: {
      large: `https://randomuser.me/api/portraits/${portrait}`,
      medium: `https://randomuser.me/api/portraits/med/${portrait}`,
      thumbnail: `https://randomuser.me/api/portraits/thumb/${portrait}`,
    },
    nat: 'US',
  };
}

function coordinate(most: number, axis: string, index: number): string {
  return (draw(2 * most * 10_000, axis, index) / 10_000 - most).toFixed(4);
}
