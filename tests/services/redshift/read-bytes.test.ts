import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readBytes } from '../../../services/redshift/read-bytes.ts';

/** Two ends of one connection: what a client sends, and what a server reads. */
async function socketPair(): Promise<{ client: Socket; server: Socket; close(): void }> {
  const listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const client = connect((listener.address() as AddressInfo).port, '127.0.0.1');
  const [server] = (await once(listener, 'connection')) as [Socket];
  return { client, server, close: () => void [client.destroy(), server.destroy(), listener.close()] };
}

describe('reading so many bytes', () => {
  it('leaves the rest in the stream', async () => {
    const { client, server, close } = await socketPair();
    client.write('headbody');
    expect(String(await readBytes(server, 4))).toBe('head');
    expect(String(await readBytes(server, 4))).toBe('body');
    close();
  });

  it('waits without work for bytes that do not come', async () => {
    const { client, server, close } = await socketPair();
    let asked = 0;
    const read = server.read.bind(server);
    server.read = (size?: number) => {
      asked += 1;
      return read(size);
    };
    client.write('ab');
    const reading = readBytes(server, 8);
    // A round trip on another connection takes the loop around many times.
    for (let round = 0; round < 20; round += 1) (await socketPair()).close();
    expect(asked).toBeLessThan(10);
    client.end('cd');
    await expect(reading).rejects.toMatchObject({ message: expect.any(String) });
    close();
  });
});
