import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { standIns } from '../../services/gateway/stand-ins/stand-ins.ts';
import { HEADERS, startWorld, type World } from './store-world.ts';

let seven: World;
let eight: World;

beforeAll(async () => {
  [seven, eight] = await Promise.all([startWorld(7), startWorld(8)]);
});

afterAll(async () => {
  for (const world of [seven, eight]) await world?.[Symbol.asyncDispose]();
});

/** Of every host, what a client may ask it for. */
const ASKED: readonly string[] = [
  'https://api.frankfurter.dev/v1/latest',
  'https://api.frankfurter.dev/v1/1999-01-04',
  'https://api.frankfurter.dev/v2/rates?base=USD&quotes=INR',
  'https://api.hubapi.com/contacts/v1/lists',
  'https://api.hubapi.com/contacts/v1/lists/all/contacts/all',
  'https://api.hubapi.com/contacts/v1/lists/1/contacts/all',
  'https://api.hubapi.com/companies/v2/companies/paged?properties=name',
  'http://api.marketstack.com/v1/eod?access_key=k&symbols=AAPL',
  'http://api.marketstack.com/v1/eod/latest?access_key=k&symbols=MSFT',
  'https://api.weather.gov/gridpoints/LOX/148,48/forecast',
  'https://api.zippopotam.us/us/94108',
  'https://developer.nps.gov/api/v1/parks',
  'https://developer.nps.gov/api/v1/people',
  'https://developer.nps.gov/api/v1/alerts',
  'https://developer.nps.gov/api/v1/articles',
  'https://forecast.weather.gov/xml/current_obs/KOAK.xml',
  ...['posts', 'comments', 'albums', 'photos', 'todos', 'users'].map(
    (table) => `https://jsonplaceholder.typicode.com/${table}`,
  ),
  'https://pokeapi.co/api/v2/pokemon',
  'https://pokeapi.co/api/v2/pokemon/25',
  'https://randomuser.me/api/',
  'https://randomuser.me/api/?seed=abc',
  ...['people', 'planets', 'films', 'species', 'vehicles', 'starships'].map(
    (resource) => `https://swapi.dev/api/${resource}/`,
  ),
];

interface Fact {
  readonly url: string;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What no seed changes, and what it is instead. */
const FACTS: readonly Fact[] = [
  { url: 'https://api.frankfurter.dev/v1/currencies', what: 'the names of currencies' },
  { url: 'https://api.frankfurter.dev/v2/currencies', what: 'the names of currencies' },
  { url: 'https://api.weather.gov/points/37.7929,-122.408', what: 'the forecast office of a point' },
  { url: 'https://swapi.dev/api/', what: 'the names of the resources' },
  { url: 'https://pypi.org/pypi/fivetran_connector_sdk/json', what: 'the version of the Connector SDK' },
  {
    url: 'https://api.fivetran.com/v1/connections/test_connection_id',
    what: 'the connection that the Connector SDK has while it is tried out',
    headers: { Authorization: 'Basic any' },
  },
];

/** These show nothing: the one is a page for whoever has a client certificate, the other takes reports. */
const WITHOUT_ROWS = ['client.badssl.com', 'webhooks.fivetran.com'];

describe('seeds 7 and 8', () => {
  const answersOf = (url: string, headers = {}) =>
    Promise.all(
      [seven, eight].map(async ({ proxy }) => {
        const { status, text } = await proxy.ask(url, { headers: { ...HEADERS, ...headers } });
        expect(status).toBe(200);
        return text;
      }),
    );

  it.each(ASKED)('give another %s', async (url) => {
    const [ours, theirs] = await answersOf(url);
    expect(ours).not.toBe(theirs);
  });

  it.each(FACTS)('give the same $url: $what', async ({ url, headers }) => {
    const [ours, theirs] = await answersOf(url, headers);
    expect(ours).toBe(theirs);
  });

  it('were asked of every stand-in', () => {
    const asked = new Set([...ASKED, ...FACTS.map(({ url }) => url)].map((url) => new URL(url).hostname));
    const unasked = standIns.filter(
      ({ hosts }) => !hosts.some((host) => asked.has(host.replace('*', 'org'))),
    );
    expect(unasked.flatMap(({ hosts }) => hosts)).toEqual(WITHOUT_ROWS);
  });

  it('have objects of the same names in the bucket, each of other bytes', () => {
    const facts = ['certs/client.pem'];
    const names = [...seven.objects.keys()];
    expect(names.length).toBeGreaterThan(18);
    expect(names).toEqual([...eight.objects.keys()]);
    const same = names.filter((name) => seven.objects.get(name)?.equals(eight.objects.get(name) as Buffer));
    expect(same.filter((name) => !facts.includes(name))).toEqual([]);
  });
});
