import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { writeFound } from '../../cli/test/found-file.ts';
import { triedProject } from '../support/said-of-trials.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { testTerminal } from '../support/test-terminal.ts';

const ID = '16-637a5e68';
/** Small already: each try is a process for every sync. */
const SMALL = `scenario: error-is-the-end
number: 16
world: { preset: still, records: 60 }
plan:
  - { on: { route: pagination_keyset, page: 2 }, do: { status: 500 }, times: 20 }
then: [sync, { clock: +5m }, heal, sync]
expect: { causes: [error-is-the-end, empty-page] }
`;
const FOUND = `project/.playground/found/${ID}.yaml`;

it('writes the smallest scenario that shows a finding, and runs it by the command that it prints', async () => {
  await using terminal = await testTerminal();
  const { said, given } = await triedProject(terminal, 'lenient');
  await writeFile(path.join(terminal.directory, 'own.yaml'), SMALL);
  const shrunk = await said('--scenario', 'own.yaml', '--shrink', '--junit', 'junit.xml');
  const command = `playground test ${given.join(' ')} --scenario ${FOUND}`;
  expect(shrunk.output).toMatch(new RegExp(`^${ID} is shown by ${FOUND}, after \\d+ tries$`, 'm'));
  expect(shrunk.output).toContain(`    again: ${command}; id ${ID}\n`);
  expect(shrunk.junit).toContain(`again: ${command}</failure>`);
  const written = await readFile(path.join(terminal.directory, FOUND), 'utf8');
  // It is known which table the example holds, so that one that is empty is judged too.
  expect(written).toBe(`# error-is-the-end in tester.user, permanent
scenario: error-is-the-end
number: 16
world: { preset: still, records: 1 }
plan:
  - { on: { route: pagination_keyset, page: 1 }, do: { status: 500 } }
then: [ sync, heal, sync ]
expect: { causes: [ error-is-the-end ] }
`);
  expect(shrunk.code).toBe(1);

  const again = await said('--scenario', FOUND, '--json');
  expect(JSON.parse(again.output)).toMatchObject({
    scenarios: [
      {
        number: 16,
        outcome: 'convicted',
        findings: [{ id: ID, table: 'tester.user', cause: 'error-is-the-end', verdict: 'permanent' }],
        reproduce: { scenario: FOUND, command },
      },
    ],
  });
  expect(again.code).toBe(1);
}, 300_000);

describe('what is found', () => {
  it('is written once, and never over what somebody has written there', async () => {
    await using folder = await temporaryDirectory();
    const found = path.join(folder.path, 'found');
    expect(await writeFound(found, ID, 'one\n')).toBe(path.join(found, `${ID}.yaml`));
    await writeFile(path.join(found, `${ID}.yaml`), 'mine\n');
    for (const _twice of [1, 2])
      expect(await writeFound(found, ID, 'one\n')).toBe(path.join(found, `${ID}-2.yaml`));
    expect(await readFile(path.join(found, `${ID}.yaml`), 'utf8')).toBe('mine\n');
    expect(await readdir(found)).toHaveLength(2);
  });
});
