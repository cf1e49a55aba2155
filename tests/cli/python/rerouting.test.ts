import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pythonPath } from '../../../cli/python/python-path.ts';
import { REROUTE, rerouting } from '../../../cli/python/rerouting.ts';

const exec = promisify(execFile);
/** Says for whom a client takes it. */
const server = createServer((request, response) => response.end(`asked as ${request.headers.host}`));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

const portOfServer = (): number => (server.address() as AddressInfo).port;

async function python(script: string): Promise<string> {
  // Nothing listens at port 1.
  const env = { ...process.env, [REROUTE]: `1:${portOfServer()}` };
  const command = { argv: ['python3'], directory: '.', env };
  await using module = await pythonPath(undefined, command);
  const { stdout } = await exec('python3', ['-c', script], { env: { ...env, ...module.variables } });
  return stdout.trim();
}

const URLLIB = (url: string): string =>
  `import urllib.request; print(urllib.request.urlopen('${url}').read().decode())`;

describe('a port that is written in a program in Python', () => {
  it.each([
    ['urllib', URLLIB('http://127.0.0.1:1/')],
    ['a name of this machine', URLLIB('http://localhost:1/')],
    [
      'asyncio',
      `
import asyncio
async def ask():
    reader, writer = await asyncio.open_connection('127.0.0.1', 1)
    writer.write(b'GET / HTTP/1.0\\r\\nHost: 127.0.0.1:1\\r\\n\\r\\n')
    print((await reader.read()).decode().split('\\r\\n\\r\\n')[1])
asyncio.run(ask())`,
    ],
    [
      'a connection that does not throw',
      `
import socket
peer = socket.socket()
print('asked as 127.0.0.1:1' if peer.connect_ex(('127.0.0.1', 1)) == 0 else 'refused')`,
    ],
  ])('is that of the world for %s, which notices nothing', async (_client, script) => {
    expect(await python(script)).toMatch(/^asked as (127\.0\.0\.1|localhost):1$/);
  });

  it.each(['127.0.0.1', 'localhost'])('is no other port of %s', async (host) => {
    expect(await python(URLLIB(`http://${host}:${portOfServer()}/`))).toBe(
      `asked as ${host}:${portOfServer()}`,
    );
    await expect(python(URLLIB(`http://${host}:2/`))).rejects.toThrow('Connection refused');
  });
});

it.each([
  [{ api: { url: 'http://127.0.0.1:40123' } }, { [REROUTE]: '5001:40123' }],
  [{}, {}],
])('of %j is %j', (endpoints, variables) => {
  expect(rerouting(endpoints as Parameters<typeof rerouting>[0])).toEqual(variables);
});
