import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { swapiDev } from '../../../../services/gateway/stand-ins/swapi-dev.ts';
import { type Mounted, mount } from './mount.ts';

let swapi: Mounted;

beforeAll(async () => {
  swapi = await mount(swapiDev);
});

afterAll(() => swapi?.close());

type Item = Readonly<Record<string, unknown>>;

/** Follows the redirects and the `next` of a list to its end. */
async function walk(url: string): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | null = url;
  while (next) {
    const body = (await swapi.ask(next)).json();
    items.push(...body.results);
    next = body.next;
  }
  return items;
}

const COUNTS = { people: 82, planets: 60, films: 6, species: 37, vehicles: 39, starships: 36 };

describe.each(['swapi.dev', 'swapi.py4e.com'])('%s', (host) => {
  it('sends /api on to /api/, which names six resources', async () => {
    const answer = await swapi.ask(`https://${host}/api`);
    expect([answer.status, answer.headers['location']]).toEqual([301, '/api/']);
    const root = (await swapi.ask(`https://${host}/api/`)).json();
    expect(root).toEqual(
      Object.fromEntries(Object.keys(COUNTS).map((name) => [name, `https://${host}/api/${name}/`])),
    );
  });

  it.each(Object.entries(COUNTS))('lists all %s (%i), each with its own address', async (name, count) => {
    const items = await walk(`https://${host}/api/${name}/`);
    expect(new Set(items.map(({ url }) => url)).size).toBe(count);
    for (const item of items) expect(item['url']).toMatch(new RegExp(`^https://${host}/api/${name}/\\d+/$`));
    expect((await swapi.ask(items.at(-1)?.['url'] as string)).json()).toEqual(items.at(-1));
  });
});

describe('swapi.dev', () => {
  it('pages by ten', async () => {
    const body = (await swapi.ask('/api/people/?page=9')).json();
    expect([body.count, body.results.length, body.next, body.previous]).toEqual([
      82,
      2,
      null,
      'https://swapi.dev/api/people/?page=8',
    ]);
  });

  it('writes numbers as text and dates as the service does', async () => {
    const person = (await swapi.ask('/api/people/1/')).json();
    expect(person).toMatchObject({
      height: expect.stringMatching(/^\d+$/),
      created: createDataset().people.at(0).createdAt.replace('Z', '.000000Z'),
      edited: createDataset().people.at(0).updatedAt.replace('Z', '.000000Z'),
    });
    expect((await swapi.ask('/api/planets/1/')).json()).toMatchObject({
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    });
    expect((await swapi.ask('/api/films/1/')).json().release_date).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('links both ways', async () => {
    const people = await walk('https://swapi.dev/api/people/');
    const films = await walk('https://swapi.dev/api/films/');
    const planets = await walk('https://swapi.dev/api/planets/');
    const pairs = people.flatMap(({ url, films: seen }) =>
      (seen as string[]).map((film) => `${url} ${film}`),
    );
    const casts = films.flatMap(({ url, characters }) =>
      (characters as string[]).map((who) => `${who} ${url}`),
    );
    expect(pairs.length).toBeGreaterThan(50);
    expect(pairs.sort()).toEqual(casts.sort());
    const homes = people.map(({ url, homeworld }) => `${homeworld} ${url}`);
    const residents = planets.flatMap(({ url, residents: those }) =>
      (those as string[]).map((who) => `${url} ${who}`),
    );
    expect(homes.sort()).toEqual(residents.sort());
  });

  it('searches, and keeps the words in the next address', async () => {
    const all = await walk('https://swapi.dev/api/people/');
    const found = await walk('https://swapi.dev/api/people/?search=A');
    expect(found.length).toBeGreaterThan(10);
    expect(found).toEqual(all.filter(({ name }) => (name as string).toLowerCase().includes('a')));
    expect((await swapi.ask('/api/people/?search=zzzz')).json()).toEqual({
      count: 0,
      next: null,
      previous: null,
      results: [],
    });
  });

  it.each([
    '/api/people/83/',
    '/api/people/0/',
    '/api/people/one/',
    '/api/people/?page=10',
    '/api/people/?page=0',
    '/api/people/?page=last',
    '/api/constructor/',
    '/nowhere',
  ])('has no %s', async (path) => {
    const answer = await swapi.ask(path);
    expect([answer.status, answer.json()]).toEqual([404, { detail: 'Not found' }]);
  });
});
