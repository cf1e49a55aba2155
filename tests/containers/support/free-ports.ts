import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { waitUntil } from '../../../core/wait-until.ts';
import { isFree } from '../../../playground/port.ts';

const ANYWHERE = '0.0.0.0';

/** Ports that nobody listened on a moment ago, for containers whose port must be known before they start. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, ANYWHERE));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** The first of so many free ports in a row. */
export function freePortRange(count: number): Promise<number> {
  return waitUntil('free ports in a row', async () => {
    const [first = 0] = await freePorts(1);
    const row = Array.from({ length: count }, (_, index) => isFree(ANYWHERE, first + index));
    return (await Promise.all(row)).every(Boolean) && first;
  });
}
