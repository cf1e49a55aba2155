import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { run } from '../../cli/program.ts';
import { waitUntil } from '../../core/wait-until.ts';
import { startRealHost } from '../services/gateway/recordings/real-host.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { testTerminal } from '../support/test-terminal.ts';

// Each starts a gateway with keys of its own, and several processes.
jest.setTimeout(60_000);

const COMMAND = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const exec = promisify(execFile);

/** A connector of the shortest kind: all pages over the proxy and the authority of the environment, then a script's end. */
const CONNECTOR = `
import http from 'node:http'; import tls from 'node:tls'; import fs from 'node:fs'; import { text } from 'node:stream/consumers';
const proxy = new URL(process.env.HTTPS_PROXY);
async function ask(url) {
  const { host, pathname, search } = new URL(url);
  const connecting = http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: host + ':443' }).end();
  const socket = await new Promise((resolve) => connecting.on('connect', (answer, socket) => resolve(socket)));
  const secure = tls.connect({ socket, servername: host, ca: fs.readFileSync(process.env.SSL_CERT_FILE) });
  const request = http.request({ createConnection: () => secure, path: pathname + search, headers: { Host: host, Authorization: 'Bearer the-bearer', Connection: 'close' } }).end();
  const answer = await new Promise((resolve, reject) => request.on('response', resolve).on('error', reject));
  return JSON.parse(await text(answer));
}
const rows = [];
for (let url = 'https://api.example.com/v1/people'; url; ) { const page = await ask(url); rows.push(...page.rows); url = page.next; }
console.log(JSON.stringify(rows));
`;
const ROWS = '[{"id":1},{"id":2},{"id":3}]\n';

describe('playground record', () => {
  it('writes what a command asked, and a playground answers it from the file alone', async () => {
    await using directory = await temporaryDirectory();
    const file = path.join(directory.path, 'api.har');
    const connector = path.join(directory.path, 'connector.mjs');
    await writeFile(connector, CONNECTOR);
    {
      await using real = await startRealHost();
      const host = `api.example.com=127.0.0.1:${real.port}`;
      const argv = [COMMAND, 'record', file, '--host', host, '--', process.execPath, connector];
      const { stdout, stderr } = await exec(process.execPath, argv, { cwd: directory.path });
      expect([stdout, real.asked]).toEqual([ROWS, 3]);
      expect(stderr).toContain(`3 exchanges are in ${file}`);
    }
    const har = await readFile(file, 'utf8');
    expect(JSON.parse(har).log.entries).toHaveLength(3);
    expect(har).not.toContain('the-bearer');
    const state = path.join(directory.path, '.playground');
    const up = [
      'up',
      '--services',
      'gateway',
      '--ports',
      'gateway=0',
      '--control-port',
      '0',
      '--directory',
      state,
    ];
    const playground = spawn(process.execPath, [COMMAND, ...up, '--replay', file], { stdio: 'ignore' });
    try {
      await waitUntil('the playground to start', () => existsSync(path.join(state, 'endpoints.json')), {
        timeoutMs: 30_000,
      });
      const again = [COMMAND, 'exec', '--directory', state, '--', process.execPath, connector];
      expect((await exec(process.execPath, again)).stdout).toBe(ROWS);
    } finally {
      playground.kill();
      await once(playground, 'exit');
    }
  });

  it('asks the real host over TLS that it trusts', async () => {
    await using directory = await temporaryDirectory();
    const authority = await openAuthority(path.join(directory.path, 'authority'));
    await using real = await startRealHost(authority.issue(['api.example.com']));
    const connector = path.join(directory.path, 'connector.mjs');
    await writeFile(connector, CONNECTOR);
    const host = `api.example.com=https://127.0.0.1:${real.port}`;
    const argv = [COMMAND, 'record', 'api.har', '--host', host, '--', process.execPath, connector];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority.caCertificatePath };
    const { stdout } = await exec(process.execPath, argv, { cwd: directory.path, env });
    expect(stdout).toBe(ROWS);
  });

  it.each([
    ['fails', 'exit 7', 7],
    ['is ended by a signal', 'kill -TERM $$', 143],
    ['is interrupted with its parent', 'kill -INT $PPID; sleep 60', 130],
  ])('keeps what was recorded when the command %s, and ends as it does', async (_, then, code) => {
    await using directory = await temporaryDirectory();
    await using real = await startRealHost();
    const connector = path.join(directory.path, 'connector.mjs');
    await writeFile(connector, CONNECTOR);
    const host = `api.example.com=127.0.0.1:${real.port}`;
    // exec, so that a signal that is passed on ends what sleeps and not a shell that waits for it.
    const script = `"$0" "$1"; ${then.replace('sleep', 'exec sleep')}`;
    const argv = [
      COMMAND,
      'record',
      'api.har',
      '--host',
      host,
      '--',
      'sh',
      '-c',
      script,
      process.execPath,
      connector,
    ];
    const ended = exec(process.execPath, argv, { cwd: directory.path });
    await expect(ended).rejects.toMatchObject({ code });
    const har = await readFile(path.join(directory.path, 'api.har'), 'utf8');
    expect(JSON.parse(har).log.entries).toHaveLength(3);
  });

  it('writes no file, and leaves one that is there, when nothing was recorded', async () => {
    await using terminal = await testTerminal(process.env);
    await writeFile(path.join(terminal.directory, 'api.har'), 'before');
    expect(
      await run(['record', 'api.har', '--host', 'api.example.com', '--', 'sh', '-c', 'exit 3'], terminal),
    ).toBe(3);
    expect(await readFile(path.join(terminal.directory, 'api.har'), 'utf8')).toBe('before');
    expect(terminal.errors).toMatch(
      /^Nothing was recorded, and .*api\.har was not written: no answer of api\.example\.com came/,
    );
  });

  it.each<[argv: string[], code: number, said: RegExp]>([
    [['api.har', '--', 'true'], 2, /required option '--host <name\[=address\]>' not specified/],
    [['api.har', '--host', 'https://a', '--', 'true'], 2, /'https:\/\/a' is not a host to record/],
    [
      ['no/api.har', '--host', 'a.example', '--', 'true'],
      2,
      /no\/api\.har cannot be written: there is no folder/,
    ],
    [['.', '--host', 'a.example', '--', 'true'], 2, /is a folder\. Name the HAR file to write/],
    [['api.har', '--host', 'a.example'], 2, /missing required argument 'command'/],
    [['api.har', '--host', 'a.example', '--', 'no-such-command'], 1, /'no-such-command' cannot be run/],
  ])('refuses %j', async (argv, code, said) => {
    await using terminal = await testTerminal(process.env);
    expect(await run(['record', ...argv], terminal)).toBe(code);
    expect(terminal.errors).toMatch(said);
  });
});

describe('playground up --replay', () => {
  it.each<[what: string, text: string | undefined, said: RegExp]>([
    ['is not there', undefined, /The recording .*api\.har cannot be read: ENOENT.*playground record/],
    ['is no HAR file', '{}', /api\.har is not a HAR file: it has no list 'log\.entries'/],
    [
      'has a bad entry',
      '{"log": {"entries": [{}]}}',
      /api\.har: entry 1 cannot be read: 'request' is missing/,
    ],
  ])('refuses a file that %s before anything starts', async (_, text, said) => {
    await using terminal = await testTerminal();
    if (text !== undefined) await writeFile(path.join(terminal.directory, 'api.har'), text);
    expect(await run(['up', '--services', 'gateway', '--replay', 'api.har'], terminal)).toBe(2);
    expect(terminal.errors).toMatch(said);
  });
});
