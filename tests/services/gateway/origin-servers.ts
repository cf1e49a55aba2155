import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { openAuthority } from '../../../authority/open-authority.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

export interface OriginServers extends AsyncDisposable {
  readonly plainPort: number;
  /** Shows a certificate for `origin.test` that nobody trusts. */
  readonly securePort: number;
  /** Nobody listens here. */
  readonly closedPort: number;
  /** How many connections were opened to the plain one. */
  readonly connections: number;
  /** How many requests wait for an answer that never comes. */
  readonly waiting: number;
}

/** Servers behind the gateway, which show what they were asked and misbehave on order. */
export async function startOriginServers(): Promise<OriginServers> {
  await using directory = await temporaryDirectory();
  const authority = await openAuthority(directory.path);
  let waiting = 0;
  const answer = answerWith((change) => {
    waiting += change;
  });
  const plain = createServer(answer);
  const secure = createTlsServer({ ...authority.issue(['origin.test']) }, answer);
  const closed = createTcpServer();
  let connections = 0;
  plain.on('connection', () => {
    connections += 1;
  });
  const [plainPort, securePort, closedPort] = await Promise.all([plain, secure, closed].map(listen));
  await close(closed);
  return {
    plainPort: plainPort as number,
    securePort: securePort as number,
    closedPort: closedPort as number,
    get connections() {
      return connections;
    },
    get waiting() {
      return waiting;
    },
    async [Symbol.asyncDispose]() {
      plain.closeAllConnections();
      secure.closeAllConnections();
      await Promise.all([close(plain), close(secure)]);
    },
  };
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  await once(server.close(), 'close');
}

function answerWith(countWaiting: (change: 1 | -1) => void): RequestListener {
  const used = new WeakSet<Socket>();
  return async (request, response) => {
    const { url, method, rawHeaders } = request;
    if (url === '/silent') {
      countWaiting(1);
      request.socket.once('close', () => countWaiting(-1));
      return;
    }
    if (url === '/broken-off') {
      response.writeHead(200, { 'Content-Length': '1000' }).write('half');
      setImmediate(() => request.socket.resetAndDestroy());
      return;
    }
    if (url === '/leaves') {
      // Answers once on each connection, and hangs up when it is asked again.
      if (used.has(request.socket)) request.socket.resetAndDestroy();
      else response.end('still here');
      used.add(request.socket);
      return;
    }
    if (url === '/fields') {
      const fields = ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Between', 'us', 'Connection', 'X-Between'];
      response.writeHead(201, 'As You Wish', [...fields, 'ETag', '"1"']).end('ok');
      return;
    }
    if (url === '/not-modified') {
      response.writeHead(304, { ETag: '"1"' }).end();
      return;
    }
    const body = await text(request);
    response.end(JSON.stringify({ method, url, rawHeaders, body }));
  };
}
