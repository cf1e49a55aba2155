/**
 * The servers that `gateway.js` compares, each in a separate process: `ours`, `bare` (what `node:https` manages, which
 * nothing on Node.js exceeds by much, and no proxy) and `mockttp`, a proxy with the same purpose. Says where it is to
 * the process that forked it.
 */
import { createServer } from 'node:https';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAuthority } from '../dist/authority/open-authority.js';
import { embeddedGateway } from '../dist/services/gateway/embedded.js';

const [who, directory = '', mockttpFolder = ''] = process.argv.slice(2);
const PERSON = { id: '7', name: 'Ada Lovelace', email: 'ada@example.com' };

/** @type {import('../services/gateway/stand-in.ts').StandIn} */
const standIn = {
  hosts: ['api.bench.test', '*.fresh.bench.test'],
  summary: 'A small answer',
  source: 'https://www.rfc-editor.org/rfc/rfc9110',
  mount(router) {
    router.get('/people/:id', (ctx) => {
      ctx.body = PERSON;
    });
  },
};

const starts = {
  async ours() {
    const authority = await openAuthority(directory);
    const gateway = embeddedGateway({
      port: 0,
      standIns: [standIn],
      issue: async (host) => authority.issue([host]),
      caFile: authority.caCertificatePath,
      clientCa: authority.caCertificate,
    });
    const { url } = await gateway.start();
    return { port: Number(new URL(url).port), ca: authority.caCertificate };
  },

  async bare() {
    const authority = await openAuthority(directory);
    const server = createServer(authority.issue(['api.bench.test']), (_request, response) => {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      const body = JSON.stringify(PERSON);
      response.setHeader('Content-Length', Buffer.byteLength(body));
      response.end(body);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    return { port, ca: authority.caCertificate };
  },

  async mockttp() {
    const { generateCACertificate, getLocal } = await import(
      pathToFileURL(join(mockttpFolder, 'dist/main.js')).href
    );
    const https = await generateCACertificate();
    const server = getLocal({ https, recordTraffic: false });
    await server.start();
    await server
      .forGet(/\/people\//)
      .always()
      .thenJson(200, PERSON);
    return { port: server.port, ca: https.cert };
  },
};

const start = starts[/** @type {keyof typeof starts} */ (who)];
process.send?.(await start());
process.once('disconnect', () => process.exit());
