import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { createPlayground } from 'connector-playground';
import { run } from '../../cli/program.ts';
import { parseClockOrder } from '../../core/control/parse-clock-order.ts';
import { testTerminal } from '../support/test-terminal.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(ROOT, 'docs/clock.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([^]*?)\`\`\``, 'm').exec(text)?.[1] ?? '';

it('the commands in docs/clock.md do what they say, one after the other', async () => {
  const [up = '', ...lines] = block('').trimEnd().split('\n');
  expect(up).toBe('playground up --world living');
  await using folder = await testTerminal();
  const directory = `${folder.directory}/.playground`;
  await using playground = await createPlayground({ services: ['api'], world: 'living', directory });
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const [command = '', comment = ''] = line.split(/ +# /);
    const [, ...argv] = command.split(' ');
    const before = playground.clock.now();
    await using terminal = await testTerminal();
    expect([line, await run(argv, { ...terminal, directory: folder.directory }), terminal.errors]).toEqual([
      line,
      0,
      '',
    ]);
    if (argv.length === 1) expect(terminal.output).toBe(`${comment}\n`);
    else if (argv[1] !== 'run') expect(playground.clock.now().getTime()).toBeGreaterThan(before.getTime());
    else expect(playground.clock.rate).toBe(60);
  }
});

it('the program in docs/clock.md runs', async () => {
  const code = block('js');
  expect(code).toContain('await playground.clock.advance');
  const argv = ['--input-type=module', '-e', code];
  await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
});

it('the bodies in docs/control-plane.md are understood', () => {
  const page = readFileSync(path.join(ROOT, 'docs/control-plane.md'), 'utf8');
  const bodies = [...page.matchAll(/^\| `(\{"(?:advance|to|next|rate)": .*\})` \|/gm)].map(
    ([, body = '']) => body,
  );
  expect(bodies.map((body) => parseClockOrder(body).kind)).toEqual(['advance', 'to', 'next', 'rate']);
});
