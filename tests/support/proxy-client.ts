import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent, type RequestOptions, request as tlsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

interface ProxyAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  json<Body>(): Body;
}

interface Asking {
  readonly method?: string;
  readonly headers?: RequestOptions['headers'];
  readonly body?: string | Buffer;
}

/** A tunnel as the proxy answered for it; `body` is what it said when it refused. */
export interface Tunnel {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingMessage['headers'];
  readonly socket: Socket;
  readonly head: Buffer;
}

/** What clients tell a proxy whose URL has a user. */
function proxyAuthorization(proxyUrl: string): Record<string, string> {
  const { username, password } = new URL(proxyUrl);
  if (username === '') return {};
  return { 'Proxy-Authorization': `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Asks a proxy for `CONNECT authority`. Resolves whatever the status is. */
export function connectThrough(proxyUrl: string, authority: string): Promise<Tunnel> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(proxyUrl);
    const asking = plainRequest({
      ...{ host: hostname, port, method: 'CONNECT', path: authority, agent: false },
      headers: proxyAuthorization(proxyUrl),
    });
    asking.once('error', reject);
    asking.once('connect', ({ statusCode, statusMessage, headers }, socket: Duplex, head) => {
      resolve({
        status: statusCode as number,
        reason: statusMessage as string,
        headers,
        socket: socket as Socket,
        head,
      });
    });
    asking.end();
  });
}

/** What a refused tunnel was answered with. */
export async function refusalOf({ socket, head }: Tunnel): Promise<{ error: string; hosts?: string[] }> {
  socket.unshift(head);
  return JSON.parse(await text(socket));
}

/** Speaks TLS through a tunnel. Resolves once the handshake is done. */
export async function secureThrough(
  proxyUrl: string,
  authority: string,
  options: ConnectionOptions,
): Promise<ReturnType<typeof connectTls>> {
  const { socket, status, reason } = await connectThrough(proxyUrl, authority);
  if (status !== 200) throw new Error(`the tunnel was refused: ${status} ${reason}`);
  const secure = connectTls({ servername: authority.replace(/:\d+$/, ''), ...options, socket });
  await new Promise((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject));
  return secure;
}

/** Keeps its connections, as the clients of connectors do: one tunnel carries many requests. */
class TunnelAgent extends Agent {
  readonly #proxyUrl: string;
  readonly #tls: ConnectionOptions;
  /** How many tunnels it has opened. */
  opened = 0;

  constructor(proxyUrl: string, tls: ConnectionOptions, maxSockets: number) {
    super({ keepAlive: true, maxSockets });
    this.#proxyUrl = proxyUrl;
    this.#tls = tls;
  }

  override createConnection(
    options: RequestOptions,
    callback: (error: unknown, socket?: Duplex) => void,
  ): undefined {
    this.opened += 1;
    const authority = `${options.host}:${options.port}`;
    secureThrough(this.#proxyUrl, authority, this.#tls).then((socket) => callback(null, socket), callback);
  }
}

export interface ProxyClient extends AsyncDisposable {
  /** Asks for a URL: in absolute-form for `http:`, through a tunnel for `https:`. */
  ask(url: string, asking?: Asking): Promise<ProxyAnswer>;
  /** How many tunnels were opened so far. */
  readonly tunnels: number;
}

/** A small HTTP client that goes through a proxy. `tls` says whom it trusts and what it shows. */
export function createProxyClient(
  proxyUrl: string,
  tls: ConnectionOptions = {},
  { maxSockets = Number.POSITIVE_INFINITY }: { maxSockets?: number } = {},
): ProxyClient {
  const agent = new TunnelAgent(proxyUrl, tls, maxSockets);
  const open = (url: string, { method = 'GET', headers = {} }: Asking): ClientRequest => {
    if (url.startsWith('https:')) return tlsRequest(url, { method, headers, agent });
    const { hostname, port } = new URL(proxyUrl);
    const { host } = new URL(url);
    return plainRequest({
      host: hostname,
      port,
      method,
      path: url,
      headers: { Host: host, ...proxyAuthorization(proxyUrl), ...headers },
      agent: false,
    });
  };
  return {
    get tunnels() {
      return agent.opened;
    },
    ask(url, asking = {}) {
      return new Promise((resolve, reject) => {
        const request = open(url, asking);
        request.once('error', reject);
        request.once('response', (response) => void read(response).then(resolve, reject));
        request.end(asking.body);
      });
    },
    [Symbol.asyncDispose]: async () => agent.destroy(),
  };
}

async function read(response: IncomingMessage): Promise<ProxyAnswer> {
  const body = await text(response);
  return {
    status: response.statusCode as number,
    reason: response.statusMessage as string,
    headers: response.headers,
    text: body,
    json: () => JSON.parse(body),
  };
}
