import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPlayground, type Playground } from 'connector-playground';
import { saidBy } from '../support/said-by.ts';
import { type TestTerminal, testTerminal } from '../support/test-terminal.ts';

let playground: Playground<'api' | 'gateway'>;
let folder: TestTerminal;
beforeAll(async () => {
  folder = await testTerminal();
  playground = await createPlayground({
    ...{ services: ['api', 'gateway'], records: 30, directory: `${folder.directory}/.playground` },
  });
});
afterAll(async () => {
  await playground.stop();
  await folder[Symbol.asyncDispose]();
});

/** What the command says in the folder of the playground. */
function said(...argv: readonly string[]) {
  return saidBy(argv, folder.directory);
}

describe('playground world', () => {
  it('makes, lists and deletes worlds', async () => {
    expect((await said('world', 'list')).output).toBe('There is only the default world.\n');
    const made = await said(
      'world',
      'create',
      'w1',
      '--preset',
      'living',
      '--seed',
      '7',
      '--records',
      '40',
      '--json',
    );
    expect(made).toMatchObject({ code: 0, errors: '' });
    const [world] = playground.worlds();
    expect(JSON.parse(made.output)).toEqual({
      name: 'w1',
      control_url: world?.controlUrl,
      clock: { now: '2026-01-01T00:00:00.000Z', rate: 0 },
      services: { api: world?.endpoints.api.url, gateway: world?.endpoints.gateway.url },
    });
    const { output } = await said('world', 'list');
    expect(output).toContain('w1    | 2026-01-01T00:00:00.000Z | control | http');
    expect(JSON.parse((await said('world', 'list', '--json')).output)).toEqual([JSON.parse(made.output)]);
    expect(await said('world', 'delete', 'w1')).toEqual({ code: 0, output: 'w1 is deleted.\n', errors: '' });
    expect(playground.worlds()).toEqual([]);
  });

  it.each<[readonly string[], string]>([
    [['create', 'default'], "'default' is the world of the playground itself"],
    [['create', 'living'], "'living' is how a world lives"],
    [['create', 'W1'], 'The name of a world has 1 to 31 lower-case letters, digits and hyphens'],
    [['create', 'w2', '--preset', 'lively'], 'lively'],
    [['create', 'w2', '--services', 'queue'], "There is no service 'queue'."],
    [['create', 'w2', '--services', 'postgres'], "Start the playground with 'postgres' among its services"],
    [['create', 'w2', '--seed', 'x'], "'x'"],
    [
      ['create', 'w2', '--rate-limit', 'few'],
      'It must be true, false or a whole number from 0 to 1000000000.',
    ],
    [['create', 'w2', '--allowed-hosts', 'https://a.example/'], "'https://a.example/': that is not a host"],
    [['create', 'w2', '--stand-ins', 'hosts.js'], 'playground up --stand-ins FILE'],
    [['create'], "missing required argument 'name'"],
    [['delete', 'w9'], "There is no world 'w9' here. There are default."],
  ])('%j is wrong usage', async (argv, message) => {
    expect(await said('world', ...argv)).toEqual({
      ...{ code: 2, output: '' },
      errors: expect.stringContaining(message),
    });
    expect(playground.worlds()).toEqual([]);
  });
});

describe('playground world create', () => {
  it.each<[readonly string[], string | null]>([
    [['--rate-limit', '3'], '3'],
    [['--rate-limit'], '20'],
    [['--rate-limit', 'false'], null],
  ])('limits the requests of the API by %j', async (argv, limit) => {
    expect(await said('world', 'create', 'limited', ...argv)).toMatchObject({ code: 0, errors: '' });
    await using world = playground.worlds()[0];
    const { headers } = await fetch(`${world?.endpoints.api.url}/pagination/offset`);
    expect(headers.get('X-RateLimit-Limit')).toBe(limit);
  });

  it('lets hosts through by --allowed-hosts', async () => {
    const argv = ['--allowed-hosts', 'real.example,*.example.org'];
    expect(await said('world', 'create', 'open', ...argv)).toMatchObject({ code: 0, errors: '' });
    await using world = playground.worlds()[0];
    const named = async (url?: string) => (await fetch(`${url}/_playground/hosts`)).text();
    expect(await named(world?.endpoints.gateway.url)).toContain('*.example.org');
    expect(await named(playground.endpoints.gateway.url)).not.toContain('*.example.org');
  });
});

describe('--world', () => {
  beforeAll(async () => {
    const world = await playground.world('w1', { world: 'living', seed: 7 });
    const answer = await fetch(`${world.endpoints.api.url}/pagination/offset`);
    const { data } = (await answer.json()) as { data: readonly object[] };
    const rows = data.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeFile(`${folder.directory}/people.ndjson`, rows);
  });

  it.each<[string, readonly string[], string]>([
    ['clock', ['clock', 'advance', '5m', '--world', 'w1'], '2026-01-01T00:05:00.000Z'],
    ['clock before the order', ['clock', '--world', 'w1', 'next'], 'living world'],
    ['reset', ['reset', '--world', 'w1'], 'api reset in'],
    ['env', ['env', '--world', 'w1'], 'sk_w1_playground-api-key'],
    ['config', ['config', 'authentication/api_key', '--world', 'w1'], 'sk_w1_playground-api-key'],
    ['status', ['status', '--world', 'w1'], 'api'],
    ['default', ['env', '--world', 'default'], 'PLAYGROUND_API_KEY'],
  ])('of %s leads to the world', async (_, argv, text) => {
    expect(await said(...argv)).toMatchObject({ code: 0, errors: '', output: expect.stringContaining(text) });
  });

  it('of fault plans what goes wrong in the world alone', async () => {
    const [world] = playground.worlds();
    const argv = ['--on', 'route=people', '--do', 'status=500', '--world', 'w1'];
    expect(await said('fault', 'add', ...argv)).toMatchObject({ code: 0 });
    expect(world?.faults.list()).toHaveLength(1);
    expect(playground.faults.list()).toEqual([]);
    expect((await said('fault', 'list', '--world', 'w1')).output).toContain('on route: people');
    expect(await said('fault', 'clear', '--world', 'w1')).toMatchObject({ output: 'no faults\n' });
  });

  it('of truth and verify is a world by its name', async () => {
    const [world] = playground.worlds();
    const told = await said('truth', 'people', '--world', 'w1');
    expect(told.errors).toBe('');
    const [first] = [...(world?.truth.table('people').rows(world.clock.now().getTime()) ?? [])];
    expect(JSON.parse(told.output.split('\n')[0] ?? '')).toMatchObject({ id: first?.values['id'] });
    const at = ['--at', '2026-01-01T00:00:00Z'];
    const verified = await said('verify', '--ndjson', 'people.ndjson', '--world', 'w1', ...at);
    expect(verified.output).toContain('living world, seed 7, 30 records');
    expect(verified.output).toMatch(/people = people .* 10 rows, 10 equal: 20 missing/);
    const other = await said('verify', '--ndjson', 'people.ndjson', '--world', 'default');
    expect(other.output).toContain('still world, seed 42, 30 records');
  });

  it.each([
    ['scenarios', "unknown option '--world'"],
    ['test', "unknown option '--world'"],
    ['truth', "There is no world 'w9'"],
  ])('of %s is refused by name', async (command, message) => {
    expect(await said(command, '--world', 'w9')).toMatchObject({
      code: 2,
      errors: expect.stringContaining(message),
    });
  });

  it('of exec runs a command for which public names are of the world', async () => {
    const [world] = playground.worlds();
    const script = 'process.stdout.write(process.env.HTTPS_PROXY)';
    expect(await said('exec', '--world', 'w1', '--', process.execPath, '-e', script)).toMatchObject({
      code: 0,
    });
    const { output } = await said('env', '--json', '--world', 'w1');
    expect(JSON.parse(output)).toMatchObject({ HTTPS_PROXY: world?.endpoints.gateway.url });
  });

  it('names the worlds that there are', async () => {
    expect(await said('env', '--world', 'w9')).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /There is no world 'w9' in .*\. There are default, w1\. Make it: playground world create w9/,
      ),
    });
  });
});
