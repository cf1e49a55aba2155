import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { createProxyClient } from '../support/proxy-client.ts';

type Started = Playground<'api' | 'gateway'>;

interface HubspotContact {
  readonly addedAt: number;
  readonly properties: Readonly<Record<string, { readonly value: string }>>;
  readonly 'identity-profiles': ReadonlyArray<{ readonly identities: ReadonlyArray<{ value: string }> }>;
}

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const HOUR = 3_600_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

/** Whom HubSpot has as contacts, by id. */
async function contactsNow({ endpoints }: Started): Promise<Map<string, Shown>> {
  const { url, caFile } = endpoints.gateway;
  await using proxy = createProxyClient(url, { ca: await readFile(caFile) });
  const shown = new Map<string, Shown>();
  for (let offset = 0, more = true; more; ) {
    const path = `contacts/v1/lists/all/contacts/all?property=email&count=40&vidOffset=${offset}`;
    const answer = await proxy.ask(`https://api.hubapi.com/${path}`, {
      headers: { Authorization: 'Bearer pat-any' },
    });
    const body = answer.json<{
      contacts: readonly HubspotContact[];
      'has-more': boolean;
      'vid-offset': number;
    }>();
    for (const { addedAt, properties, 'identity-profiles': profiles } of body.contacts) {
      const property = (name: string): string => properties[name]?.value ?? '';
      const id = profiles[0]?.identities[1]?.value ?? '';
      shown.set(id, {
        id,
        name: `${property('firstname')} ${property('lastname')}`,
        email: property('email'),
        createdAt: isoOf(addedAt),
        updatedAt: isoOf(Number(property('lastmodifieddate'))),
      });
    }
    [offset, more] = [body['vid-offset'], body['has-more']];
  }
  return shown;
}

/** Whom the API lists, by id. */
async function peopleNow({ endpoints }: Started): Promise<Map<string, Shown>> {
  const shown = new Map<string, Shown>();
  for (let offset = 0, total = 1; offset < total; offset += 50) {
    const answer = await fetch(`${endpoints.api.url}/pagination/offset?limit=50&offset=${offset}`);
    const page = (await answer.json()) as { data: readonly Shown[]; total: number };
    for (const { id, name, email, createdAt, updatedAt } of page.data) {
      shown.set(id, { id, name, email, createdAt, updatedAt });
    }
    total = page.total;
  }
  return shown;
}

it('HubSpot has the people of the API with their names, addresses and times, whatever the clock shows', async () => {
  await using playground = await createPlayground({
    services: ['api', 'gateway'],
    world: 'living',
    records: 120,
    defaultPorts: 'any',
  });
  const start = await contactsNow(playground);
  expect(start.size).toBe(120);
  for (const hours of [0, 1, 24]) {
    await playground.clock.advance(hours * HOUR);
    expect(await contactsNow(playground)).toEqual(await peopleNow(playground));
  }
  const end = await contactsNow(playground);
  expect([...start.keys()].filter((id) => !end.has(id))).not.toEqual([]);
  expect([...end.keys()].filter((id) => !start.has(id))).not.toEqual([]);
  await playground.reset();
  expect(await contactsNow(playground)).toEqual(start);
});
