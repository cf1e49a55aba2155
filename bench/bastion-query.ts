/** Throughput of a 100 MB query result through the bastion, against the same query asked directly. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import ssh2 from 'ssh2';
import { createPlayground } from '../playground/playground.ts';

const ROUNDS = 5;
const MEGABYTES = 100;
const QUERY = `COPY (SELECT repeat('x', 999) FROM generate_series(1, ${MEGABYTES * 1000})) TO STDOUT`;

await using playground = await createPlayground({ services: ['postgres', 'bastion'] });
const { postgres: database, bastion } = playground.endpoints;

/** A local port whose connections go through the bastion, as sshtunnel opens one. */
async function openTunnel(): Promise<{ readonly port: number; close(): void }> {
  const client = new ssh2.Client();
  client.connect({
    host: bastion.host,
    port: bastion.port,
    username: bastion.password.user,
    password: bastion.password.password,
  });
  await once(client, 'ready');
  client.setNoDelay(true);
  const server: Server = createServer((socket) => {
    client.forwardOut('127.0.0.1', 0, 'postgres', 5432, (error, channel) => {
      if (error) socket.destroy(error);
      else socket.pipe(channel).pipe(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      client.end();
    },
  };
}

async function megabytesPerSecond(host: string, port: number): Promise<number> {
  const client = new pg.Client({ host, port, database: database.database, ...database.owner });
  await client.connect();
  const startedAt = performance.now();
  const rows = client.query(copyStreams.to(QUERY));
  let sizeBytes = 0;
  for await (const chunk of rows) sizeBytes += chunk.length;
  const seconds = (performance.now() - startedAt) / 1000;
  await client.end();
  return sizeBytes / 1e6 / seconds;
}

const median = (values: number[]): number =>
  values.sort((one, other) => one - other)[values.length >> 1] as number;

const tunnel = await openTunnel();
const direct: number[] = [];
const tunnelled: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  direct.push(await megabytesPerSecond(database.host, database.port));
  tunnelled.push(await megabytesPerSecond('127.0.0.1', tunnel.port));
}
tunnel.close();

const [fast, slow] = [median(direct), median(tunnelled)];
process.stdout.write(
  `${MEGABYTES} MB query result, median of ${ROUNDS}: direct ${fast.toFixed(0)} MB/s, through the bastion ${slow.toFixed(0)} MB/s, ${((100 * slow) / fast).toFixed(0)}%\n`,
);
