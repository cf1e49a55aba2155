import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from '@jest/globals';
import { listen } from '../../core/http-listener.ts';
import { waitUntil } from '../../core/wait-until.ts';

const REQUESTS = 20_000;
/** What one chunk may hold of them, and some. */
const MOST_READ = 4_000;

it('20,000 requests on one connection are read and handed over as they are answered, and answered in order', async () => {
  let read = 0;
  let atWork = 0;
  let mostAtWork = 0;
  let first: ServerResponse | undefined;
  const listener = await listen(
    'test',
    (request, response) => {
      if (request.url === '/aside') {
        response.end();
        return;
      }
      atWork += 1;
      mostAtWork = Math.max(mostAtWork, atWork);
      response.once('finish', () => {
        atWork -= 1;
      });
      if (first) response.end(request.url);
      else first = response;
    },
    {
      host: '127.0.0.1',
      port: 0,
      configure: (server) => {
        server.on('request', () => {
          read += 1;
        });
      },
    },
  );
  try {
    const socket = connect(listener.port, '127.0.0.1');
    let answers = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      answers += chunk;
    });
    for (let number = 0; number < REQUESTS; number += 1) {
      socket.write(`GET /${number} HTTP/1.1\r\nHost: here\r\n\r\n`);
    }
    await waitUntil('the first', () => first);
    // Time for the service to read on, if it would.
    for (let round = 0; round < 100; round += 1) await (await fetch(`${listener.url}/aside`)).text();
    expect(read).toBeLessThan(MOST_READ);
    first?.end('/0');
    await waitUntil('the last answer', () => answers.endsWith(`/${REQUESTS - 1}`), { timeoutMs: 25_000 });
    const numbers = [...answers.matchAll(/\/(\d+)(?=HTTP|$)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: REQUESTS }, (_, number) => number));
    expect(mostAtWork).toBe(1);
    socket.destroy();
  } finally {
    await listener.close();
  }
});

it('those after the last of a connection are not begun', async () => {
  const begun: unknown[] = [];
  const listener = await listen(
    'test',
    ({ url }, response) => {
      begun.push(url);
      setImmediate(() => response.setHeader('Connection', 'close').end(url));
    },
    { host: '127.0.0.1', port: 0 },
  );
  try {
    const socket = connect(listener.port, '127.0.0.1');
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`;
    socket.write(request('/1') + request('/2') + request('/3'));
    let answers = '';
    for await (const chunk of socket) answers += chunk;
    expect(answers.match(/\/\d$/gm)).toEqual(['/1']);
    expect(begun).toEqual(['/1']);
  } finally {
    await listener.close();
  }
});
