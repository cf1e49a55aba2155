/** A `node:http` server that does nothing but send: what it manages, nothing on Node.js can exceed by much. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const body = await buffer(process.stdin);
const mediaType = process.argv[2] as string;
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': mediaType, 'Content-Length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
