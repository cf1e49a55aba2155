import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

const PACK: Readonly<Record<string, (text: string) => Buffer>> = {
  gzip: gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  'deflate-raw': deflateRawSync,
};

export const BYTES = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);

export interface RealHost extends AsyncDisposable {
  readonly port: number;
  /** How often it was asked. */
  readonly asked: number;
}

/** Stands for the real host that is recorded: pages of rows, a token, packed bodies, bytes, and what breaks off. */
export async function startRealHost(tls?: {
  readonly key: string;
  readonly cert: string;
}): Promise<RealHost> {
  let asked = 0;
  const answer: RequestListener = async (request, response) => {
    asked += 1;
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://real.test');
    const json = (value: unknown): void => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
    };
    if (pathname === '/v1/people') {
      const page = Number(searchParams.get('page') ?? 1);
      const next = page < 3 ? { next: `https://${request.headers.host}/v1/people?page=${page + 1}` } : {};
      return json({ rows: [{ id: page }], ...next });
    }
    if (pathname === '/oauth/token') {
      const sent = await text(request);
      response.setHeader('Set-Cookie', 'sid=the-cookie; Path=/');
      return json({
        access_token: 'the-access-token',
        refresh_token: 'the-refresh-token',
        expires_in: 60,
        sent: sent.length,
      });
    }
    if (pathname === '/count') return json({ asked });
    if (pathname === '/accepts') return json({ accepts: request.headers['accept-encoding'] ?? null });
    if (pathname === '/bytes') {
      response.setHeader('Content-Type', 'image/png').end(BYTES);
      return;
    }
    if (pathname.startsWith('/packed/')) {
      const coding = pathname.slice('/packed/'.length);
      response
        .setHeader('Content-Encoding', coding.split('-')[0] as string)
        .setHeader('Content-Type', 'text/plain');
      response.end(PACK[coding]?.('unpacked é'));
      return;
    }
    if (pathname === '/unknown-coding') {
      response.setHeader('Content-Encoding', 'zstd').end('packed');
      return;
    }
    if (pathname === '/large') {
      response.end('x'.repeat(Number(searchParams.get('bytes'))));
      return;
    }
    if (pathname === '/broken-off') {
      response.writeHead(200, { 'Content-Length': '1000' }).write('half');
      setImmediate(() => request.socket.resetAndDestroy());
      return;
    }
    response.statusCode = 404;
    json({ error: 'not found' });
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get asked() {
      return asked;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
