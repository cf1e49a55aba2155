import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

/** What a client saw of a server, or rather of its certificate. */
export interface Handshake {
  readonly host: string;
  /** Common name of the client certificate that the server accepted. */
  readonly client: string | undefined;
}

/**
 * One TLS handshake between a server and a client of this process.
 *
 * @param serverName what the client believes that it speaks to
 * @throws the client's error, with OpenSSL's or Node's code
 */
export async function shakeHands(
  server: tls.TlsOptions,
  serverName: string,
  client: tls.ConnectionOptions,
): Promise<Handshake> {
  const listener = tls.createServer(server, (socket) => {
    const subject = socket.authorized ? socket.getPeerCertificate().subject : undefined;
    socket.end(JSON.stringify({ host: serverName, client: subject?.CN }));
  });
  listener.on('tlsClientError', () => undefined);
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  try {
    return await greet((listener.address() as AddressInfo).port, serverName, client);
  } finally {
    await new Promise((resolve) => listener.close(resolve));
  }
}

function greet(port: number, host: string, options: tls.ConnectionOptions): Promise<Handshake> {
  return new Promise((resolve, reject) => {
    // With `host` Node checks names and addresses alike; `lookup` brings every one of them here.
    const lookup: tls.ConnectionOptions['lookup'] = (_host, { all }, done) =>
      all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
    const socket = tls.connect({ ...options, ...address(host), port, lookup });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.once('error', reject);
    socket.once('end', () =>
      text === '' ? reject(new Error('no word from the server')) : resolve(JSON.parse(text)),
    );
  });
}

function address(host: string): tls.ConnectionOptions {
  return /^[\d.]+$/.test(host) ? { host } : { host, servername: host };
}
