import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataset } from '../../../../fixtures/index.ts';
import { developerNpsGov } from '../../../../services/gateway/stand-ins/developer-nps-gov.ts';
import { jsonplaceholderTypicodeCom } from '../../../../services/gateway/stand-ins/jsonplaceholder-typicode-com.ts';
import { pokeapiCo } from '../../../../services/gateway/stand-ins/pokeapi-co.ts';
import { randomuserMe } from '../../../../services/gateway/stand-ins/randomuser-me.ts';
import { type Mounted, mount } from './mount.ts';

let pokemon: Mounted;
let placeholder: Mounted;
let parks: Mounted;

beforeAll(async () => {
  pokemon = await mount(pokeapiCo);
  placeholder = await mount(jsonplaceholderTypicodeCom);
  parks = await mount(developerNpsGov);
});

afterAll(() => Promise.all([pokemon, placeholder, parks].map((mounted) => mounted?.close())));

describe('pokeapi.co', () => {
  it('is walked from page to page to the last', async () => {
    const names = new Set<string>();
    let next: string | null = 'https://pokeapi.co/api/v2/pokemon?offset=0&limit=100';
    let pages = 0;
    while (next) {
      const body = (await pokemon.ask(next)).json();
      for (const { name } of body.results) names.add(name);
      pages += 1;
      next = body.next;
    }
    expect([names.size, pages]).toEqual([1302, 14]);
  });

  it.each([
    ['?offset=0&limit=100000', 1302, null, null],
    ['', 20, '?offset=20&limit=20', null],
    ['?limit=0&offset=nonsense', 20, '?offset=20&limit=20', null],
    ['?offset=1300&limit=5', 2, null, '?offset=1295&limit=5'],
    ['?offset=5000&limit=5', 0, null, '?offset=4995&limit=5'],
  ])('pages %s', async (query, size, next, previous) => {
    const body = (await pokemon.ask(`/api/v2/pokemon${query}`)).json();
    const url = (rest: string | null) => rest && `https://pokeapi.co/api/v2/pokemon${rest}`;
    expect([body.count, body.results.length, body.next, body.previous]).toEqual([
      1302,
      size,
      url(next),
      url(previous),
    ]);
  });

  it('finds what it lists, by address and by name', async () => {
    for (const query of ['?limit=1', '?offset=1025&limit=1', '?offset=1301&limit=1']) {
      const [listed] = (await pokemon.ask(`/api/v2/pokemon${query}`)).json().results;
      const byAddress = (await pokemon.ask(listed.url)).json();
      const byName = (await pokemon.ask(`/api/v2/pokemon/${listed.name}`)).json();
      expect(byAddress.name).toBe(listed.name);
      expect(byName).toEqual(byAddress);
    }
  });

  it.each(['0', '1026', '10278', 'missingno', 'missingno-1'])('has no %s', async (key) => {
    const answer = await pokemon.ask(`/api/v2/pokemon/${key}`);
    expect([answer.status, answer.text]).toEqual([404, 'Not Found']);
  });
});

describe('jsonplaceholder.typicode.com', () => {
  it('has 100 posts of exactly four fields', async () => {
    const posts = (await placeholder.ask('/posts')).json();
    expect(posts).toHaveLength(100);
    for (const post of posts) expect(Object.keys(post)).toEqual(['userId', 'id', 'title', 'body']);
    expect([posts[0].userId, posts[99].userId]).toEqual([1, 10]);
  });

  it.each([
    ['/users', 10],
    ['/comments', 500],
    ['/albums', 100],
    ['/photos', 5000],
    ['/todos', 200],
    ['/comments?postId=1', 5],
    ['/posts?userId=3', 10],
    ['/posts?userId=99', 0],
    ['/posts/1/comments', 5],
    ['/users/2/todos', 20],
    ['/albums/100/photos', 50],
    ['/posts?_page=2&_limit=30', 30],
    ['/posts?_page=4&_limit=30', 10],
    ['/posts?_page=5', 10],
    ['/posts?_start=95', 5],
    ['/posts?_start=10&_end=12', 2],
    ['/posts?_start=10&_limit=3', 3],
    ['/posts?_limit=7', 7],
  ])('answers %s with %i rows', async (path, count) => {
    expect((await placeholder.ask(path)).json()).toHaveLength(count);
  });

  it.each(['/posts/101', '/posts/0', '/posts/x', '/users/1/constructor', '/posts/1/users', '/nowhere'])(
    'has no %s',
    async (path) => {
      const answer = await placeholder.ask(path);
      expect([answer.status, answer.json()]).toEqual([404, {}]);
    },
  );

  it('answers writes and keeps none of them', async () => {
    const body = JSON.stringify({ title: 'new' });
    const created = await placeholder.ask('/posts', { method: 'POST', body });
    expect([created.status, created.json()]).toEqual([201, { title: 'new', id: 101 }]);
    const patched = await placeholder.ask('/posts/1', { method: 'PATCH', body });
    expect(patched.json()).toMatchObject({ id: 1, userId: 1, title: 'new' });
    const put = await placeholder.ask('/posts/1', { method: 'PUT', body: 'not JSON' });
    expect(put.json()).toEqual({ id: 1 });
    expect((await placeholder.ask('/posts/1', { method: 'DELETE' })).json()).toEqual({});
    expect((await placeholder.ask('/posts/1')).json().title).not.toBe('new');
  });
});

describe('developer.nps.gov', () => {
  const KEY = 'api_key=any';

  it.each([
    ['parks', 474, ['id', 'fullName', 'description', 'states', 'latitude', 'longitude', 'activities']],
    ['people', 600, ['id', 'title', 'listingDescription', 'url', 'relatedParks']],
    ['alerts', 350, ['id', 'parkCode', 'title', 'description', 'category', 'url']],
    ['articles', 800, ['id', 'title', 'url', 'relatedParks', 'listingDescription', 'date']],
  ])('gives three %s to the public example, and all to a walk', async (resource, total, fields) => {
    const first = (await parks.ask(`/api/v1/${resource}?${KEY}&limit=3`)).json();
    expect({ ...first, data: first.data.length }).toEqual({
      total: String(total),
      limit: '3',
      start: '0',
      data: 3,
    });
    expect(Object.keys(first.data[0])).toEqual(expect.arrayContaining(fields));
    const ids = new Set<string>();
    for (let start = 0; ; start += 50) {
      const { data } = (await parks.ask(`/api/v1/${resource}?${KEY}&start=${start}`)).json();
      if (data.length === 0) break;
      for (const { id } of data) ids.add(id);
    }
    expect(ids.size).toBe(total);
  });

  it('writes states and coordinates as text', async () => {
    const { data } = (await parks.ask('/api/v1/parks?limit=474', { headers: { 'X-Api-Key': 'any' } })).json();
    for (const park of data) {
      expect(park.states).toMatch(/^[A-Z]{2}(,[A-Z]{2})?$/);
      expect([typeof park.latitude, typeof park.longitude]).toEqual(['string', 'string']);
    }
  });

  it('filters by park and by state', async () => {
    const [park] = (await parks.ask(`/api/v1/parks?${KEY}&parkCode=aaac`)).json().data;
    expect(park.parkCode).toBe('aaac');
    const [state] = park.states.split(',');
    const { data } = (await parks.ask(`/api/v1/articles?${KEY}&stateCode=${state}&limit=1000`)).json();
    expect(data.length).toBeGreaterThan(0);
    for (const article of data) expect(article.relatedParks[0].states.split(',')).toContain(state);
  });

  it('wants a key', async () => {
    const answer = await parks.ask('/api/v1/parks');
    expect([answer.status, answer.json().error.code]).toEqual([403, 'API_KEY_MISSING']);
  });
});

describe('randomuser.me', () => {
  it.each([5, 200])(
    'leads every seed to one of %i people, and shows all of them before one again',
    async (records) => {
      const users = await mount(randomuserMe, { world: { records } });
      try {
        const { people } = createDataset({ records });
        const listed = Array.from({ length: records }, (_, index) => people.at(index).id).sort();
        const shownFor = async (query: string) => (await users.ask(`/api/${query}`)).json();
        const unseeded = [];
        for (let count = 0; count < records; count += 1) unseeded.push(await shownFor(''));
        expect(unseeded.map(({ results }) => results[0].login.uuid).sort()).toEqual(listed);
        for (const { info, results } of unseeded.slice(0, 5)) {
          expect((await shownFor(`?seed=${info.seed}`)).results).toEqual(results);
        }
        for (const seed of ['abc', 'x', '0', 'ffffffffffffffff', 'ä']) {
          const { results } = await shownFor(`?seed=${encodeURIComponent(seed)}`);
          expect(listed).toContain(results[0].login.uuid);
        }
      } finally {
        await users.close();
      }
    },
  );

  it('shows the same people for a seed, and new ones without', async () => {
    const users = await mount(randomuserMe);
    try {
      const ask = async (query: string) => (await users.ask(`/api/${query}`)).json();
      const once = await ask('?seed=abc&results=3&page=2');
      expect(once).toEqual(await ask('?seed=abc&results=3&page=2'));
      expect(once.info).toEqual({ seed: 'abc', results: 3, page: 2, version: '1.4' });
      const whole = await ask('?seed=abc&results=6');
      expect(whole.results.slice(3)).toEqual(once.results);
      const unseeded = [await ask(''), await ask(''), await ask(''), await ask('')];
      expect(new Set(unseeded.map(({ results }) => results[0].login.uuid)).size).toBe(4);
      expect(await ask(`?seed=${unseeded[1].info.seed}`)).toEqual(unseeded[1]);
      expect(typeof unseeded[0].results[0].location.postcode).toBe('number');
      expect((await ask('?inc=name,nat&exc=nat')).results).toEqual([{ name: expect.any(Object) }]);
      expect((await ask('?results=5001')).results).toHaveLength(1);
      expect((await ask('1.4/?results=2')).results).toHaveLength(2);
      expect((await users.ask('/api/never')).status).toBe(404);
      const named = await users.ask('https://api.randomuser.me/?seed=abc&results=3&page=2');
      expect(named.json()).toEqual(once);
      expect((await users.ask('https://api.randomuser.me/1.3/')).json().info.version).toBe('1.3');
      expect((await users.ask('/?results=2')).status).toBe(404);
    } finally {
      await users.close();
    }
  });
});
