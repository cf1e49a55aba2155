import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { run } from '../../cli/program.ts';
import { syncingSdk } from '../support/syncing-sdk.ts';
import { testTerminal } from '../support/test-terminal.ts';

const AS = '4_only_what_changed';

/** What the command says of a connector with this habit. */
async function said(habit: string, ...argv: readonly string[]) {
  await using terminal = await testTerminal();
  const venv = await syncingSdk(path.join(terminal.directory, 'venv'));
  const project = path.join(terminal.directory, 'project');
  await mkdir(project);
  await writeFile(path.join(project, 'connector.py'), `# ${habit}\n`);
  const code = await run(['test', 'project', '--as', AS, '--venv', venv, ...argv], terminal);
  return { code, output: terminal.output, errors: terminal.errors };
}

it('convicts a connector that takes an error for the end, by request and with advice', async () => {
  const { code, output, errors } = await said('lenient', '--only', '16');
  expect([code, errors]).toEqual([1, '']);
  expect(output).toMatch(/^16 {2}error-is-the-end +convicted +\d+ missing \(error-is-the-end, permanent\)$/m);
  expect(output).toMatch(/^ {2}tester\.user: \d+ missing, error-is-the-end; no later sync mends it$/m);
  expect(output).toMatch(/^ {4}#\d+ {2}GET \/pagination\/keyset\?scroll_param=\S+ .*500/m);
  expect(output).toMatch(/^1 scenarios: 1 convicted$/m);
});

it('acquits one that reports the error, and comes back', async () => {
  const { code, output } = await said('strict', '--only', '16');
  expect(output).toMatch(/^16 {2}error-is-the-end +passed$/m);
  expect(code).toBe(0);
});

it('says what does not concern a connector, and what cannot be run, and counts neither as passed', async () => {
  const { code, output } = await said('strict', '--only', '15,42,numbers');
  expect(output).toMatch(/^15 .* not concerned +It does not read pages by their number or by an offset\.$/m);
  expect(output).toMatch(/^42 .* not concerned +It does not read objects of a bucket\.$/m);
  expect(output).toMatch(
    /^38 .* cannot be run +It cannot be run here yet: the world has no tables of numbers\.$/m,
  );
  expect(code).toBe(3);
});

it('gives the verdicts as JSON', async () => {
  const { output } = await said('lenient', '--only', '16', '--json');
  expect(JSON.parse(output)).toMatchObject({
    version: 1,
    scenarios: [
      {
        number: 16,
        name: 'error-is-the-end',
        outcome: 'convicted',
        findings: [{ cause: 'error-is-the-end', verdict: 'permanent', table: 'tester.user' }],
      },
    ],
  });
});

it.each([
  [['test', 'nowhere'], /nowhere has no connector\.py/],
  [['test', 'project', '--only', '99'], /There is no scenario '99'; they are numbered from 1 to 44\./],
])('%j is wrong usage', async (argv, message) => {
  await using terminal = await testTerminal();
  await mkdir(path.join(terminal.directory, 'project'));
  await writeFile(path.join(terminal.directory, 'project/connector.py'), '');
  expect(await run(argv, terminal)).toBe(2);
  expect(terminal.errors).toMatch(message);
});
