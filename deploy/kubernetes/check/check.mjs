// Does what a participant's connector does, and tries what none may. Runs in the image connector-playground-seed, in
// /app, so that its packages are at hand. Ends with "N passed, N failed".
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import pg from 'pg';
import ssh2 from 'ssh2';
import { ask } from './dist/services/s3-minio/remote/ask.js';

const ca = readFileSync('/authority/ca.crt');
const FORBIDDEN_MS = 3_000;
const checks = {
  'the API pages across its replicas, and every row comes once': pagesOnce,
  'a session token of one replica is good for all': sessionsAreShared,
  'the gateway answers for pokeapi.co over TLS': gatewayAnswers,
  'the gateway refuses a host that nobody stands in for': gatewayRefuses,
  'the vault gives a secret under its public name': vaultGives,
  'the object store lists its bucket': storeLists,
  'the bastion leads to the database': () => throughBastion('postgres', 5432, countPeople),
  'the bastion leads to the API under 127.0.0.1:5005': () => throughBastion('127.0.0.1', 5005, askHealth),
  'Redshift accepts connections': () => open('redshift', 5439),
  'the database cannot be reached past the bastion': () => forbidden('postgres', 5432),
  'the API of the cluster cannot be reached': () => forbidden(process.env.KUBERNETES_SERVICE_HOST, 443),
  'nothing outside can be reached': () => forbidden('192.0.2.1', 443),
};

let failed = 0;
for (const [what, check] of Object.entries(checks)) {
  const fault = await check().then(
    () => undefined,
    (error) => error,
  );
  if (fault) failed++;
  process.stdout.write(`${fault ? `not ok - ${what}: ${fault.message}` : `ok - ${what}`}\n`);
}
process.stdout.write(`${Object.keys(checks).length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

/** A connection for every page, so that each may come from another replica. */
async function pagesOnce() {
  const { records } = await askJson('http://api:5001/_playground/health');
  const seen = new Set();
  let url = 'http://api:5001/pagination/next_page_url?per_page=50';
  for (let pages = 0; url && pages <= records / 50; pages++) {
    const page = await askJson(url);
    for (const { id } of page.data) {
      if (seen.has(id)) throw new Error(`the row ${id} came twice`);
      seen.add(id);
    }
    url = page.next_page_url;
  }
  expect(seen.size, records);
}

async function sessionsAreShared() {
  const session = { username: 'session@example.com', password: 'session-password' };
  const { token } = await askJson(
    'http://api:5001/auth/session_token/login',
    'POST',
    JSON.stringify(session),
  );
  for (let time = 0; time < 20; time++) {
    await askJson('http://api:5001/auth/session_token/data', 'GET', undefined, {
      Authorization: `Token ${token}`,
    });
  }
}

async function gatewayAnswers() {
  const { body } = await viaGateway('pokeapi.co', '/api/v2/pokemon?limit=1');
  expect(JSON.parse(body).results.length, 1);
}

async function gatewayRefuses() {
  const [reply] = await connectVia('example.org');
  expect(reply.statusCode, 502);
}

async function vaultGives() {
  const tenant = '7e4a0000-0000-4000-8000-000000000001';
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'c11e0000-0000-4000-8000-000000000002',
    client_secret: 'playground-client-secret',
    scope: 'https://vault.azure.net/.default',
  });
  const signedIn = await viaGateway(
    'login.microsoftonline.com',
    `/${tenant}/oauth2/v2.0/token`,
    String(form),
  );
  const headers = { Authorization: `Bearer ${JSON.parse(signedIn.body).access_token}` };
  const path = '/secrets/postgresHost/?api-version=7.4';
  const secret = await viaGateway('fixture-vault.vault.azure.net', path, undefined, headers);
  expect(JSON.parse(secret.body).value, 'postgres');
}

async function storeLists() {
  const store = {
    url: 'http://s3:9000',
    region: 'us-east-1',
    accessKeyId: 'PLAYGROUNDACCESSKEY0',
    secretAccessKey: 'playground-secret-key-0123456789abcdefgh',
  };
  const list = await ask(store, { method: 'GET', bucket: 'fixtures', query: [['list-type', '2']] });
  expect(/<Key>/.test(list.text), true);
}

/** Lends a port of this pod that leads through the bastion. */
async function throughBastion(host, port, use) {
  const client = new ssh2.Client();
  client.connect({ host: 'bastion', port: 22, username: 'playground', password: 'playground-ssh-password' });
  await once(client, 'ready');
  const entrance = net.createServer((socket) => {
    client.forwardOut('127.0.0.1', 0, host, port, (error, stream) => {
      if (error) socket.destroy(error);
      else socket.pipe(stream).pipe(socket);
    });
  });
  entrance.listen(0, '127.0.0.1');
  await once(entrance, 'listening');
  try {
    await use(entrance.address().port);
  } finally {
    entrance.close();
    client.end();
  }
}

async function countPeople(port) {
  const login = { user: 'playground', password: 'playground-password', database: 'playground' };
  const client = new pg.Client({ host: '127.0.0.1', port, ...login });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS count FROM people');
  await client.end();
  expect(rows[0].count, 20_000);
}

async function askHealth(port) {
  expect((await askJson(`http://127.0.0.1:${port}/_playground/health`)).status, 'ok');
}

async function open(host, port) {
  const socket = net.connect(port, host);
  await once(socket, 'connect');
  socket.destroy();
}

/** A policy drops or rejects; both are a no. */
async function forbidden(host, port) {
  const socket = net.connect(port, host).setTimeout(FORBIDDEN_MS);
  const connected = await new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
  });
  socket.destroy();
  if (connected) throw new Error(`${host}:${port} accepted a connection`);
}

async function askJson(url, method = 'GET', body, headers = {}) {
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const request = http.request(url, { method, agent: false, headers: { ...type, ...headers } }).end(body);
  const [response] = await once(request, 'response');
  const answer = await text(response);
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}: ${answer}`);
  return JSON.parse(answer);
}

async function connectVia(host) {
  const request = http.request({ host: 'gateway', port: 8080, method: 'CONNECT', path: `${host}:443` }).end();
  return once(request, 'connect');
}

/** Asks a public host over TLS through the gateway: a POST of a form when there is a body. */
async function viaGateway(host, path, form, headers = {}) {
  const [reply, socket] = await connectVia(host);
  expect(reply.statusCode, 200);
  const secure = tls.connect({ socket, servername: host, ca });
  await once(secure, 'secureConnect');
  const request = https.request({
    host,
    port: 443,
    path,
    method: form === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
    createConnection: () => secure,
  });
  request.end(form);
  const [response] = await once(request, 'response');
  const body = await text(response);
  if (response.statusCode !== 200) throw new Error(`${host} answered ${response.statusCode}: ${body}`);
  return { body };
}

function expect(actual, expected) {
  if (actual !== expected) throw new Error(`expected ${expected}, but got ${actual}`);
}
