import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { run } from '../../cli/program.ts';
import { fixedCredentials as credentials } from '../../services/api/credentials.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';

/** A terminal in whose folder a playground with the API runs. */
async function terminalWithPlayground() {
  const terminal = await testTerminal();
  const playground = await createPlayground({
    services: ['api'],
    directory: `${terminal.directory}/.playground`,
  });
  return { terminal, playground, url: playground.endpoints.api.url };
}

async function output(terminal: TestTerminal, argv: readonly string[]): Promise<string> {
  expect([await run(argv, terminal), terminal.errors]).toEqual([0, '']);
  return terminal.output;
}

describe('commands on a running playground', () => {
  it('status says where the services are', async () => {
    const { terminal, playground, url } = await terminalWithPlayground();
    await using _running = playground;
    expect(JSON.parse(await output(terminal, ['status', '--json']))).toEqual([
      { service: 'api', url, answers: true },
      { service: 'control', url: playground.controlUrl, answers: true },
    ]);
  });

  it.each([
    [['env', '--json'], (text: string) => JSON.parse(text)],
    [
      ['env', '--dotenv'],
      (text: string) =>
        Object.fromEntries(
          text
            .trim()
            .split('\n')
            .map((line) => [line.split('=')[0], JSON.parse(line.slice(line.indexOf('=') + 1))]),
        ),
    ],
    [
      ['env'],
      (text: string) =>
        JSON.parse(
          execFileSync('sh', ['-c', `${text}\nnode -p 'JSON.stringify(process.env)'`], { encoding: 'utf8' }),
        ),
    ],
  ])('%j gives the address and the credentials', async (argv, parse) => {
    const { terminal, playground, url } = await terminalWithPlayground();
    await using _running = playground;
    expect(parse(await output(terminal, argv))).toMatchObject({
      PLAYGROUND_API_URL: url,
      PLAYGROUND_CONTROL_URL: playground.controlUrl,
      PLAYGROUND_API_KEY: 'playground-api-key',
      PLAYGROUND_BASIC_PASSWORD: 'basic-password',
      PLAYGROUND_OAUTH2_ISSUER: `${url}/auth/oauth2`,
      PLAYGROUND_OAUTH2_CLIENT_SECRET: 'playground-client-secret',
    });
  });

  it.each([
    [
      ['env', '--json'],
      { PLAYGROUND_API_URL: 'http://elsewhere:32768', PLAYGROUND_API_KEY: 'playground-api-key' },
    ],
    [['config', 'authentication/api_key'], { api_key: 'playground-api-key' }],
  ])('%j takes other addresses from a file', async (argv, expected) => {
    await using terminal = await testTerminal();
    const endpoints = { api: { url: 'http://elsewhere:32768', credentials } };
    await writeFile(`${terminal.directory}/outside.json`, JSON.stringify(endpoints));
    expect(JSON.parse(await output(terminal, [...argv, '--endpoints', 'outside.json']))).toMatchObject(
      expected,
    );
  });

  it.each([
    ['none.json', /none\.json has no endpoints: ENOENT/],
    ['text.json', /text\.json has no endpoints: .*JSON/],
  ])('%s is no file of endpoints', async (file, errors) => {
    await using terminal = await testTerminal();
    await writeFile(`${terminal.directory}/text.json`, 'no JSON');
    expect(await run(['env', '--endpoints', file], terminal)).toBe(2);
    expect(terminal.errors).toMatch(errors);
  });

  it('reset resets over the wire', async () => {
    const { terminal, playground, url } = await terminalWithPlayground();
    await using _running = playground;
    await fetch(`${url}/auth/api_key`);
    expect(await output(terminal, ['reset', 'api'])).toMatch(/^api reset in \d+ ms\n$/);
    expect(await (await fetch(`${url}/_playground/journal`)).json()).toMatchObject({ total: 0 });
  });

  it('reset empties the journal of all services, also of those that have nothing else to reset', async () => {
    await using terminal = await testTerminal();
    const directory = `${terminal.directory}/.playground`;
    await using playground = await createPlayground({ services: ['api', 'bastion'], directory });
    await fetch(`${playground.endpoints.api.url}/auth/api_key`);
    expect(await output(terminal, ['reset'])).toMatch(/^api reset in \d+ ms\nbastion reset in \d+ ms\n$/);
    const journal = await fetch(`${playground.controlUrl}/_playground/journal`);
    expect(await journal.json()).toEqual({ total: 0, entries: [] });
  });

  it('reset refuses a service that does not run', async () => {
    const { terminal, playground } = await terminalWithPlayground();
    await using _running = playground;
    expect(await run(['reset', 'gateway'], terminal)).toBe(1);
    expect(terminal.errors).toContain("'gateway' is not running here. Running services: api.");
  });

  it.each([[['status']], [['env']], [['reset']]])('%j says how to start one when none runs', async (argv) => {
    await using terminal = await testTerminal();
    expect(await run(argv, terminal)).toBe(1);
    expect(terminal.errors).toMatch(/No playground runs in .*\.playground\. Start one with: playground up/);
  });
});
