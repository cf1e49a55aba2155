import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parquetReadObjects } from 'hyparquet';
import type { Person } from '../../fixtures/index.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { pdfText } from '../support/pdf-text.ts';
import { HEADERS, RECORDS, startWorld, type World } from './store-world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld(7);
});

afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

/** The person as the API lists them, counted from 1. */
async function personOfApi(number: number): Promise<Person> {
  const { url } = world.playground.endpoints.api;
  const page = await (await fetch(`${url}/pagination/offset?limit=1&offset=${number - 1}`)).json();
  return (page as { data: [Person] }).data[0];
}

function object(key: string): Buffer {
  const body = world.objects.get(key);
  if (!body) throw new Error(`there is no ${key}, but ${[...world.objects.keys()]}`);
  return body;
}

function csvRow(key: string, number: number): Record<string, string> {
  const [header = [], ...rows] = parseCsv(object(key).toString());
  return Object.fromEntries(header.map((name, column) => [name, rows[number - 1]?.[column] ?? '']));
}

// biome-ignore lint/suspicious/noExplicitAny: a client takes an answer for what its documentation says
async function json(url: string): Promise<any> {
  const answer = await world.proxy.ask(url, { headers: HEADERS });
  expect([url, answer.status]).toEqual([url, 200]);
  return answer.json();
}

/** A person of some source: those of the fields that it has, times as the API writes them. */
type Shown = Partial<Person>;

const seconds = (time: string | number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

async function hubspotContact(number: number): Promise<Shown> {
  const url = `https://api.hubapi.com/contacts/v1/lists/all/contacts/all?vidOffset=${number - 1}&property=email&property=jobtitle&property=createdate`;
  const [contact] = (await json(url)).contacts;
  const [email, id] = contact['identity-profiles'][0].identities;
  const { firstname, lastname, company, jobtitle, createdate, lastmodifieddate } = contact.properties;
  return {
    id: id.value,
    name: `${firstname.value} ${lastname.value}`,
    email: email.value,
    company: company.value,
    job: jobtitle.value,
    createdAt: seconds(Number(createdate.value)),
    updatedAt: seconds(Number(lastmodifieddate.value)),
  };
}

/** A source of person number 17, or of another one where it has not so many. */
const SOURCES: ReadonlyArray<readonly [source: string, number: number, read: (n: number) => Promise<Shown>]> =
  [
    ['people/people.csv', 17, async (number) => csvRow('people/people.csv', number)],
    [
      'people/people.ndjson',
      17,
      async (number) =>
        JSON.parse(object('people/people.ndjson').toString().split('\n')[number - 1] as string),
    ],
    [
      'people/people.parquet',
      17,
      async (number) => {
        const file = new Uint8Array(object('people/people.parquet')).buffer;
        const { createdAt, updatedAt, ...rest } = (await parquetReadObjects({ file }))[number - 1] as Record<
          string,
          string
        >;
        return { ...rest, createdAt: seconds(createdAt as string), updatedAt: seconds(updatedAt as string) };
      },
    ],
    [
      'parallel/customers.csv',
      17,
      async (number) => {
        const { customer_id, created_at, updated_at, ...rest } = csvRow('parallel/customers.csv', number);
        return { ...rest, id: customer_id, createdAt: created_at, updatedAt: updated_at } as Shown;
      },
    ],
    [
      'parallel/extra_0001.csv',
      17,
      async (number) => {
        const { updated_at, ...rest } = csvRow('parallel/extra_0001.csv', number - 10);
        return { ...rest, updatedAt: updated_at } as Shown;
      },
    ],
    [
      'parallel/employees.csv',
      17,
      async (number) => {
        const { name, job } = csvRow('parallel/employees.csv', number);
        return { name, job } as Shown;
      },
    ],
    [
      'parallel/orders.csv',
      17,
      async (number) => ({ id: csvRow('parallel/orders.csv', number)['customer_id'] as string }),
    ],
    [
      'invoices/0005.pdf, which has several pages',
      5,
      async (number) => {
        const text = pdfText(object(`invoices/000${number}.pdf`));
        const [, name, company] = /^Customer: ([^,]+), (.+)$/m.exec(text) as unknown as [
          string,
          string,
          string,
        ];
        const [, email] = /^Email: (.+)$/m.exec(text) as unknown as [string, string];
        const [, address] = /^Address: (.+)$/m.exec(text) as unknown as [string, string];
        return { name, company, email, address: address.replace(', ', '\n') };
      },
    ],
    ['api.hubapi.com', 17, hubspotContact],
    [
      'jsonplaceholder.typicode.com/users',
      7,
      async (number) => {
        const { name, email, company } = await json(`https://jsonplaceholder.typicode.com/users/${number}`);
        return { name, email, company: company.name };
      },
    ],
    [
      'jsonplaceholder.typicode.com/comments',
      17,
      async (number) => ({
        email: (await json(`https://jsonplaceholder.typicode.com/comments/${number}`)).email,
      }),
    ],
    [
      'swapi.dev',
      17,
      async (number) => {
        const { name, created, edited } = await json(`https://swapi.dev/api/people/${number}/`);
        return { name, createdAt: seconds(created), updatedAt: seconds(edited) };
      },
    ],
    [
      'developer.nps.gov',
      17,
      async (number) => {
        const { data } = await json(`https://developer.nps.gov/api/v1/people?limit=1&start=${number - 1}`);
        return { id: data[0].id.toLowerCase(), name: data[0].title };
      },
    ],
  ];

describe('one person is the same in the API and', () => {
  it.each(SOURCES)('%s (person %i)', async (_source, number, read) => {
    const shown = await read(number);
    expect(Object.keys(shown).length).toBeGreaterThan(0);
    expect(await personOfApi(number)).toMatchObject(shown);
  });

  it('randomuser.me, whoever is asked for', async () => {
    const { results } = await json('https://randomuser.me/api/?results=20&seed=any');
    for (const { name, email, login, registered, location } of results) {
      const number = Number(/(\d+)@/.exec(email)?.[1]);
      const { city, state, postcode, street } = location;
      expect(number).toBeGreaterThan(0);
      if (number > RECORDS) continue;
      expect(await personOfApi(number)).toMatchObject({
        id: login.uuid,
        name: `${name.first} ${name.last}`,
        email,
        address: `${street.number} ${street.name}\n${city}, ${state} ${postcode}`,
        createdAt: seconds(registered.date),
      });
    }
  });
});

it('HubSpot has the companies of the API, as they are at the same time', async () => {
  const url =
    'https://api.hubapi.com/companies/v2/companies/paged?properties=name&properties=createdate&limit=2';
  const shown = (await json(url)).companies.map(
    ({ companyId, properties: { name, createdate } }: { companyId: number; properties: never }) => ({
      company_id: companyId,
      company_name: (name as { value: string }).value,
      createdAt: seconds(Number((createdate as { value: string }).value)),
      updatedAt: seconds((name as { timestamp: number }).timestamp),
    }),
  );
  const listed = await (await fetch(`${world.playground.endpoints.api.url}/cursors/companies`)).json();
  const { data } = listed as { data: Array<{ company_id: number }> };
  expect(shown).toEqual(data.toSorted((one, other) => one.company_id - other.company_id));
});

it('an invoice charges what the object store says of its order and its product', () => {
  const order = csvRow('parallel/orders.csv', 2);
  const product = csvRow('parallel/products.csv', Number(order['product_id']) - 100);
  const [year, month, day] = (order['ordered_at'] as string).slice(0, 10).split('-');
  const text = pdfText(object('invoices/0002.pdf'));
  expect(product['product_id']).toBe(order['product_id']);
  expect(text).toContain(
    `\n${product['name']}, ${order['quantity']} at ${product['price']} = ${order['total']}\n`,
  );
  expect(text).toContain(`Invoice date: ${month}/${day}/${year}`);
});
