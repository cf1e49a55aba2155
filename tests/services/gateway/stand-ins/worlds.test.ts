import { describe, expect, it } from '@jest/globals';
import type { DatasetOptions } from '../../../../fixtures/index.ts';
import { standIns } from '../../../../services/gateway/stand-ins/stand-ins.ts';
import { mount, NOW } from './mount.ts';

const HEADERS = { Authorization: 'Bearer pat-any', 'X-Api-Key': 'any' };

/** An address that reads the world's people, by host. */
const READS = [
  'https://api.hubapi.com/contacts/v1/lists/all/contacts/all?count=100',
  'https://api.hubapi.com/companies/v2/companies/paged?properties=name',
  'https://api.zippopotam.us/us/94108',
  'https://developer.nps.gov/api/v1/parks',
  'https://developer.nps.gov/api/v1/articles',
  'https://jsonplaceholder.typicode.com/users',
  'https://pokeapi.co/api/v2/pokemon?limit=2000',
  'https://randomuser.me/api/?results=100',
  'https://swapi.dev/api/people/',
];

async function read(url: string, world?: Partial<DatasetOptions>): Promise<string> {
  const standIn = standIns.find(({ hosts }) => hosts.includes(new URL(url).host));
  if (!standIn) throw new Error(`nobody answers for ${url}`);
  const mounted = await mount(standIn, { clock: () => NOW, ...(world && { world }) });
  try {
    const answer = await mounted.ask(url, { headers: HEADERS });
    expect(answer.status).toBe(200);
    return answer.text;
  } finally {
    await mounted.close();
  }
}

describe.each(READS)('%s', (url) => {
  it('reads the same whenever it is mounted, and otherwise under another seed', async () => {
    const once = await read(url);
    expect(await read(url)).toBe(once);
    expect(await read(url, { seed: 7 })).not.toBe(once);
  });

  it.each([0, 1, 1e12])('has its rows in a world of %i people', async (records) => {
    const text = await read(url, { records });
    expect(text).not.toMatch(/NaN|undefined|Invalid Date/);
    expect(text.length).toBeGreaterThan((await read(url)).length * 0.9);
  });
});
