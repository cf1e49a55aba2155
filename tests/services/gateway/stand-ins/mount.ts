import { request } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Clock } from '../../../../core/clock.ts';
import { listen } from '../../../../core/http-listener.ts';
import { createDataset, type DatasetOptions } from '../../../../fixtures/index.ts';
import type { StandIn } from '../../../../services/gateway/stand-in.ts';

/** A Tuesday, in the morning in America. */
export const NOW = Date.UTC(2026, 10, 24, 16, 30);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON, read by the test that knows its shape. */
  // biome-ignore lint/suspicious/noExplicitAny: a client takes an answer for what its documentation says
  readonly json: () => any;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Mounted {
  /** Where it listens. */
  readonly url: string;
  /** Asks for a path, or for a whole address under one of the imitated hosts. */
  ask(target: string, options?: Ask): Promise<Answer>;
  close(): Promise<void>;
}

interface MountOptions {
  readonly clock?: Clock;
  readonly clientCertificateAuthorized?: boolean;
  readonly world?: Partial<DatasetOptions>;
}

/** Puts a stand-in on a socket. Every request names the imitated host, wherever the socket really is. */
export async function mount(standIn: StandIn, options: MountOptions = {}): Promise<Mounted> {
  const router = new Router();
  const { clock = () => NOW, clientCertificateAuthorized = false, world } = options;
  standIn.mount(router, { dataset: createDataset(world), clock });
  const app = new Koa();
  app.silent = true;
  app.use((ctx, next) => {
    ctx.state['clientCertificateAuthorized'] = clientCertificateAuthorized;
    return next();
  });
  app.use(router.routes());
  app.use((ctx) => {
    ctx.status = 404;
    ctx.body = standIn.notFound?.(ctx.path) ?? { error: 'not found' };
  });
  const handle = app.callback();
  const listener = await listen('stand-in', (req, res) => void handle(req, res), {
    host: '127.0.0.1',
    port: 0,
  });
  const host = standIn.hosts[0] as string;
  return {
    url: listener.url,
    ask: (target, ask) => send(listener.port, addressOf(target, host), ask),
    close: () => listener.close(),
  };
}

interface Address {
  readonly host: string;
  readonly path: string;
}

/** A path goes out as it was written, so that a test can send one that `URL` would repair. */
function addressOf(target: string, host: string): Address {
  if (target.startsWith('/')) return { host, path: target };
  const url = new URL(target);
  return { host: url.host, path: `${url.pathname}${url.search}` };
}

function send(port: number, to: Address, { method = 'GET', headers, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: to.path,
        method,
        headers: { Host: to.host, 'User-Agent': 'test', ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: () => JSON.parse(text),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
