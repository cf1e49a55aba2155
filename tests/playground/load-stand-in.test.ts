import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { loadStandIn } from '../../playground/load-stand-in.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

async function moduleIn(directory: string, text: string): Promise<string> {
  const file = path.join(directory, 'stand-in.mjs');
  await writeFile(file, text);
  return file;
}

const TYPED = `interface Forecast { readonly degrees: number }
const forecast: Forecast = { degrees: 4 } satisfies Forecast;
export const standIn = {
  hosts: [HOST] as const, summary: '', source: '',
  mount(router: { get(path: string, answer: (ctx: { body: unknown }) => void): void }): void {
    router.get('/', (ctx) => { ctx.body = forecast; });
  },
};`;
const TYPED_HERE = `const HOST = 'api.typed.example';\n${TYPED}`;

describe('a stand-in of the user', () => {
  it('answers for its hosts', async () => {
    await using directory = await temporaryDirectory();
    const text = `export const standIn = { hosts: ['api.own.example'], summary: '', source: '', mount() {} };`;
    const standIn = await loadStandIn(await moduleIn(directory.path, text));
    await using playground = await createPlayground({ services: ['gateway'], standIns: [standIn] });
    expect(playground.endpoints.gateway.hosts).toContain('api.own.example');
  });

  // In a process of its own: Jest has a loader of its own, which knows no extensions.
  it('is refused with the way out when Node.js cannot read its language', async () => {
    await using directory = await temporaryDirectory();
    const file = path.join(directory.path, 'stand-in.rs');
    await writeFile(file, '');
    const argv = ['dist/cli/main.js', 'up', '--services', 'gateway', '--directory', directory.path];
    const refused = promisify(execFile)(process.execPath, [...argv, '--stand-ins', file]);
    await expect(refused).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /stand-in\.rs cannot be loaded: .*JavaScript \(\.js, \.mjs\) or TypeScript \(\.ts, \.mts\)/,
      ),
    });
  });

  // Built, as users have it: here TypeScript is read by what compiles the tests.
  it.each([
    ['types', `import { HOST } from './host.ts';\n${TYPED}`, 'api.typed.example\n'],
    [
      'an import of types alone',
      `import type { StandIn } from 'connector-playground';\n${TYPED_HERE}`,
      'api.typed.example\n',
    ],
    [
      'an enum',
      `enum Kind { One }\n${TYPED_HERE}`,
      /stand-in\.ts cannot be loaded: line 1: .*enum.*not supported/,
    ],
    ['a mistake', `export const standIn: = 1;`, /stand-in\.ts cannot be loaded: line 1: Unexpected token/],
  ])('is read by Node.js of any version from TypeScript that has %s', async (_, text, said) => {
    await using directory = await temporaryDirectory();
    const file = path.join(directory.path, 'stand-in.ts');
    await writeFile(path.join(directory.path, 'host.ts'), `export const HOST: string = 'api.typed.example';`);
    await writeFile(file, text);
    const script = `const { loadStandIn } = await import('./dist/playground/load-stand-in.js');
      await loadStandIn(process.argv[1]).then(({ hosts }) => console.log(hosts[0]), ({ message }) => console.log(message));`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      script,
      file,
    ]);
    if (typeof said === 'string') expect(stdout).toBe(said);
    else expect(stdout).toMatch(said);
  });

  it.each([
    ['is not there', undefined, /cannot be loaded: .*stand-in\.mjs/],
    ['does not parse', 'export const', /cannot be loaded: /],
    ['exports nothing', 'export {};', /must export 'standIn' with 'hosts' \(names\) and 'mount'/],
    ['has no hosts', 'export const standIn = { mount() {} };', /must export 'standIn'/],
  ])('is refused when it %s', async (_, text, message) => {
    await using directory = await temporaryDirectory();
    const file = path.join(directory.path, 'stand-in.mjs');
    if (text !== undefined) await moduleIn(directory.path, text);
    await expect(loadStandIn(file)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(message),
    });
  });
});
