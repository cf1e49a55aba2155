import { readFile } from 'node:fs/promises';
import type { GatewayEndpoints } from '../../../services/gateway/endpoints.ts';
import { createProxyClient } from '../../support/proxy-client.ts';
import type { Question } from './question.ts';

/** A page of each public host that has a stand-in, and one that has none. */
const PAGES = [
  'https://api.fivetran.com/v1/connections/some_connection',
  'https://api.frankfurter.dev/v1/2024-01-02?base=USD',
  'https://api.hubapi.com/contacts/v1/lists',
  'https://api.marketstack.com/v1/eod/2024-01-02?access_key=key&symbols=AAPL',
  'https://api.weather.gov/points/39.7456,-97.0892',
  'https://api.zippopotam.us/us/90210',
  'https://client.badssl.com/',
  'https://developer.nps.gov/api/v1/parks?api_key=key&limit=3',
  'https://jsonplaceholder.typicode.com/posts/1',
  'http://jsonplaceholder.typicode.com/users',
  'https://pokeapi.co/api/v2/pokemon?limit=5',
  'https://pypi.example/pypi/requests/json',
  'https://randomuser.me/api/?seed=playground&results=2',
  'https://swapi.dev/api/people/1',
  'https://swapi.py4e.com/api/planets',
  'https://not-known.example/',
];

const OF_THE_MOMENT = ['date', 'connection', 'keep-alive'];

export const gatewayQuestions: readonly Question<GatewayEndpoints>[] = [
  ['the hosts it answers for', async ({ hosts }) => hosts],
  ...PAGES.map((page): Question<GatewayEndpoints> => [page, (endpoints) => pageOf(endpoints, page)]),
];

/** A page as a client gets it that goes through the gateway. */
export async function pageOf({ url, caFile }: GatewayEndpoints, page: string): Promise<unknown> {
  await using client = createProxyClient(url, { ca: await readFile(caFile, 'utf8') });
  const answer = await client
    .ask(page, { headers: { 'User-Agent': 'a connector' } })
    .catch(({ message }) => message);
  if (typeof answer === 'string') return answer;
  const headers = Object.entries(answer.headers).filter(([name]) => !OF_THE_MOMENT.includes(name));
  return { status: answer.status, headers: Object.fromEntries(headers), text: answer.text };
}
