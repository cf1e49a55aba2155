import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { run } from '../../cli/program.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { testTerminal } from '../support/test-terminal.ts';

// Each starts a playground, one of them with new keys, and several processes.
jest.setTimeout(60_000);

const COMMAND = path.resolve(import.meta.dirname, '../../dist/cli/main.js');
const exec = promisify(execFile);

/** What a program says that asks for a public name as any program would: through the proxy of its environment. */
const ASK = `
const http = require('node:http'), tls = require('node:tls'), fs = require('node:fs');
const proxy = new URL(process.env.HTTPS_PROXY);
http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path: process.argv[1] + ':443' })
  .on('connect', (answer, socket) => {
    const secure = tls.connect({ socket, servername: process.argv[1], ca: fs.readFileSync(process.env.SSL_CERT_FILE) });
    secure.write('GET /posts/1 HTTP/1.1\\r\\nHost: ' + process.argv[1] + '\\r\\nConnection: close\\r\\n\\r\\n');
    secure.pipe(process.stdout);
  })
  .end();
`;

describe('playground exec', () => {
  it('runs a command that finds a public name here, over TLS it trusts', async () => {
    await using directory = await temporaryDirectory();
    await using _playground = await createPlayground({ services: ['gateway'], directory: directory.path });
    const argv = [
      COMMAND,
      'exec',
      '--directory',
      directory.path,
      '--',
      process.execPath,
      '-e',
      ASK,
      'jsonplaceholder.typicode.com',
    ];
    const { stdout } = await exec(process.execPath, argv);
    expect(stdout).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(stdout).toContain('"userId"');
  });

  it.each([
    ['exit 7', 7],
    ['kill -TERM $$', 143],
    ['test "$DO_NOT_TRACK" = 1 && test -n "$PLAYGROUND_API_URL"', 0],
  ])('ends as the command does: %s', async (script, code) => {
    await using terminal = await testTerminal(process.env);
    await using _playground = await createPlayground({
      services: ['api'],
      directory: path.join(terminal.directory, '.playground'),
    });
    expect(await run(['exec', '--', 'sh', '-c', script], terminal)).toBe(code);
  });

  it('leads port 22 of bastion.playground to the bastion, for a command that was told that name', async () => {
    await using terminal = await testTerminal(process.env);
    const directory = path.join(terminal.directory, '.playground');
    await using playground = await createPlayground({ services: ['api', 'bastion'], directory });
    expect(playground.endpoints.bastion?.port).not.toBe(22);
    const home = path.join(terminal.directory, 'home');
    const temporary = path.join(terminal.directory, "somebody's files");
    for (const folder of [home, temporary]) await mkdir(folder);
    await writeFile(path.join(home, '.profile'), '');
    const script = 'touch "$HOME/new" && ls -A "$HOME" && sed -n "s/ *ProxyCommand //p" "$HOME/.ssh/config"';
    const argv = ['exec', '--directory', directory, '--', 'sh', '-c'];
    const env = { ...process.env, HOME: home, TMPDIR: temporary };

    const untold = await exec(process.execPath, [COMMAND, ...argv, `ls -A "$HOME"`], { env });
    expect(untold.stdout).toBe('.profile\n');

    const greeting = `${script} | sh | head -c 8`;
    const told = await exec(process.execPath, [COMMAND, ...argv, greeting, 'bastion.playground'], { env });
    expect(told.stdout).toBe('.profile\n.ssh\nnew\nSSH-2.0-');
    expect((await readdir(home)).sort()).toEqual(['.profile', 'new']);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('says when there is no such command', async () => {
    await using terminal = await testTerminal(process.env);
    await using _playground = await createPlayground({
      services: ['api'],
      directory: path.join(terminal.directory, '.playground'),
    });
    expect(await run(['exec', 'no-such-command'], terminal)).toBe(1);
    expect(terminal.errors).toContain("'no-such-command' cannot be run");
  });
});
