import { afterEach, describe, expect, it } from '@jest/globals';
import { createDataset, type Row, World } from '../../../../fixtures/index.ts';
import { apiHubapiCom } from '../../../../services/gateway/stand-ins/api-hubapi-com.ts';
import { EVERYTHING } from '../../../support/living-api.ts';
import { type Mounted, mount } from './mount.ts';

const HOUR = 3_600_000;
const BEARER = { headers: { Authorization: 'Bearer pat-any' } };
const PROPERTIES = ['email', 'jobtitle', 'createdate', 'is_deleted', 'nickname', 'score', 'phone'];
const ASKED = PROPERTIES.map((name) => `property=${name}`).join('&');

interface Contact {
  readonly vid: number;
  readonly addedAt: number;
  readonly properties: Readonly<Record<string, { readonly value: string }>>;
  readonly 'identity-profiles': readonly { readonly identities: readonly { readonly value: string }[] }[];
}

let hubspot: Mounted;
let now: number;

afterEach(() => hubspot.close());

async function startHubspot(world: string, records = 200): Promise<World> {
  const dataset = createDataset({ world, records });
  now = dataset.anchor;
  hubspot = await mount(apiHubapiCom, { clock: () => now, world: { world, records } });
  return new World(dataset);
}

/** The contacts of a list, as a walk finds them. */
async function walk(list: number | 'all' = 'all', between = () => {}): Promise<Contact[]> {
  const contacts: Contact[] = [];
  for (let offset = 0, more = true; more; between()) {
    const path = `/contacts/v1/lists/${list}/contacts/all?count=30&${ASKED}&vidOffset=${offset}`;
    const body = (await hubspot.ask(path, BEARER)).json();
    contacts.push(...body.contacts);
    [offset, more] = [body['vid-offset'], body['has-more']];
  }
  return contacts;
}

const heldIn = (world: World, table: string): Row[] => {
  const view = world.table(table).seenAt(now);
  return view.rows(0, view.size).map(({ values }) => values);
};
const leadOf = (contact: Contact) => contact['identity-profiles'][0]?.identities[1]?.value;
const millis = (time: unknown) => (time === null ? undefined : String(Date.parse(String(time))));
const written = (value: unknown) => (value === null || value === undefined ? undefined : String(value));

describe.each(['living', `${EVERYTHING}+drift`])('the contacts of HubSpot in the world %s', (name) => {
  it.each([0, 0.5, 1, 30, 200])('are the people of the API, after %d hours', async (hours) => {
    const world = await startHubspot(name);
    now += hours * HOUR;
    const contacts = await walk();
    expect(contacts.map(({ vid }) => vid)).toEqual(
      heldIn(world, 'crm.contacts').map((row) => row['contact_id']),
    );
    const shown = contacts.map((contact) => {
      const { firstname, lastname, ...others } = Object.fromEntries(
        Object.entries(contact.properties).map(([property, { value }]) => [property, value]),
      );
      return { id: leadOf(contact), name: `${firstname} ${lastname}`, addedAt: contact.addedAt, ...others };
    });
    const people = heldIn(world, 'people').map((person) => ({
      id: person['id'],
      name: person['name'],
      addedAt: Date.parse(String(person['createdAt'])),
      company: person['company'],
      email: person['email'],
      jobtitle: person['job'],
      createdate: millis(person['createdAt']),
      lastmodifieddate: millis(person['updatedAt']),
      is_deleted: written(person['isDeleted']),
    }));
    expect(shown).toMatchObject(JSON.parse(JSON.stringify(people)));
  });

  it('are each on one of the lists, which say how many they have', async () => {
    await startHubspot(name);
    now += 30 * HOUR;
    const { lists } = (await hubspot.ask('/contacts/v1/lists', BEARER)).json();
    const members = [];
    for (const { listId, metaData } of lists) {
      const onList = await walk(listId);
      expect(onList).toHaveLength(metaData.size);
      members.push(...onList);
    }
    expect(members.sort((one, other) => one.vid - other.vid)).toEqual(await walk());
  });

  it('come, change and go', async () => {
    const world = await startHubspot(name);
    // Columns have changed by then.
    now += HOUR;
    const before = new Map((await walk()).map((contact) => [contact.vid, JSON.stringify(contact)]));
    const start = now;
    now += 5 * HOUR;
    const after = new Map((await walk()).map((contact) => [contact.vid, JSON.stringify(contact)]));
    const told = { insert: 0, update: 0, delete: 0 };
    const last = new Map<unknown, string>();
    for (const { kind, row } of world.table('crm.contacts').changes(start, now)) {
      told[kind] += 1;
      last.set(row.values['contact_id'], kind);
    }
    expect(Math.min(...Object.values(told))).toBeGreaterThan(0);
    for (const [vid, kind] of last) {
      expect(after.has(vid as number)).toBe(kind !== 'delete');
      expect(after.get(vid as number)).not.toBe(before.get(vid as number) ?? 'nobody');
    }
    for (const [vid, contact] of after) if (!last.has(vid)) expect(contact).toBe(before.get(vid));
  });

  it('are found once each by a walk, if they stay while it lasts', async () => {
    const world = await startHubspot(name);
    const idsNow = () => heldIn(world, 'people').map(({ id }) => id);
    const first = new Set(idsNow());
    const found = (
      await walk('all', () => {
        now += HOUR;
      })
    ).map(leadOf);
    expect(found.filter((id, place) => found.indexOf(id) !== place)).toEqual([]);
    const stayed = idsNow().filter((id) => first.has(id));
    expect(found).toEqual(expect.arrayContaining(stayed));
    expect(stayed.length).toBeLessThan(first.size);
  });
});

it('has the columns that come and go as properties of a contact', async () => {
  await startHubspot('living+drift');
  const propertiesNow = async () => {
    const named = new Set((await walk()).flatMap(({ properties }) => Object.keys(properties)));
    return ['nickname', 'score', 'phone'].filter((name) => named.has(name));
  };
  expect(await propertiesNow()).toEqual(['nickname', 'score']);
  now += HOUR;
  expect(await propertiesNow()).toEqual(['score', 'phone']);
});

it.each([0, 3, 20, 1e12])('lists no more contacts than %d people', async (records) => {
  const world = await startHubspot('living', records);
  const { size } = world.table('crm.contacts').seenAt(now);
  expect(size).toBe(Math.min(records, 10_000));
  const { lists } = (await hubspot.ask('/contacts/v1/lists', BEARER)).json();
  const sizes = lists.map(({ metaData }: { metaData: { size: number } }) => metaData.size);
  expect(sizes.reduce((sum: number, one: number) => sum + one, 0)).toBe(size);
  const past = '/contacts/v1/lists/all/contacts/all?vidOffset=999999999999999';
  expect((await hubspot.ask(past, BEARER)).json()).toEqual({
    contacts: [],
    'has-more': false,
    'vid-offset': 999_999_999_999_999,
  });
});
