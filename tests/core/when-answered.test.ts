import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, it } from '@jest/globals';
import { waitUntil } from '../../core/wait-until.ts';
import { whenAnswered } from '../../core/when-answered.ts';

/** More than the system keeps between two sockets. */
const LARGE = Buffer.alloc(32 * 1024 * 1024);
const READ_ALL = (client: Socket) => client.resume();

it.each<[string, (response: ServerResponse) => void, (client: Socket) => void, boolean]>([
  ['a small answer', (response) => response.end('x'), READ_ALL, true],
  ['a large answer', (response) => response.end(LARGE), READ_ALL, true],
  ['an answer without a body', (response) => response.writeHead(304).end(), READ_ALL, true],
  [
    'a large answer to one who leaves',
    (response) => response.end(LARGE),
    (client) => client.destroy(),
    false,
  ],
  [
    'a large answer to one whose connection breaks',
    (response) => response.end(LARGE),
    (client) => client.resetAndDestroy(),
    false,
  ],
  ['an answer that has no end', (response) => response.write('x'), (client) => client.destroy(), false],
])('%s is told of once, as what it was', async (_what, answer, take, expected) => {
  const told: boolean[] = [];
  const server = createServer((_request, response) => {
    whenAnswered(response, (isWhole) => told.push(isWhole));
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  await once(client, 'readable');
  take(client);
  await once(client, 'close');
  await waitUntil('the end', () => told.length > 0);
  await once(server.close(), 'close');
  expect(told).toEqual([expected]);
});
