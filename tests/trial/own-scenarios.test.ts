import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dependsOnReads } from '../../trial/depends-on-reads.ts';
import { readOwnScenarios } from '../../trial/own-scenarios.ts';
import { parseScenario } from '../../trial/parse-scenario.ts';
import { readScenarios } from '../../trial/read-scenarios.ts';
import { numberedName, shownNumber } from '../../trial/scenario.ts';
import { writtenScenario } from '../../trial/written-scenario.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const catalogue = await readScenarios('scenarios');
const OWN = 'scenario: my-tie\nthen: [sync]\nexpect: { causes: [same-second-later] }\n';

async function folderWith(files: Readonly<Record<string, string>>) {
  const folder = await temporaryDirectory();
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder.path, name)), { recursive: true });
    await writeFile(path.join(folder.path, name), text);
  }
  return folder;
}

it('reads files and folders, in which a scenario needs neither number nor words', async () => {
  await using folder = await folderWith({
    'a.yaml': OWN,
    'own/c.yml': OWN,
    'own/b.yaml': OWN,
    'own/notes.md': '',
  });
  const own = await readOwnScenarios(['a.yaml', 'own'], folder.path, catalogue);
  expect(own.map(({ file }) => file)).toEqual(['a.yaml', 'own/b.yaml', 'own/c.yml']);
  for (const { scenario } of own) {
    expect(scenario).toMatchObject({ number: undefined, title: 'my-tie', why: '', needs: [], cases: [] });
    expect([shownNumber(scenario), numberedName(scenario)]).toEqual(['my-tie', 'my-tie']);
    expect(dependsOnReads(scenario)).toBe(false);
  }
});

it.each([
  ['over those of the catalogue', 'number: 101\n', 'my-tie', '101 my-tie'],
  [
    'of the scenario of which it is a smaller form',
    'number: 16\n',
    'error-is-the-end',
    '16 error-is-the-end',
  ],
])('takes a number %s', async (_which, number, name, called) => {
  await using folder = await folderWith({ 'a.yaml': number + OWN.replace('my-tie', name) });
  const [own] = await readOwnScenarios(['a.yaml'], folder.path, catalogue);
  expect(own && numberedName(own.scenario)).toBe(called);
});

describe('a file that is wrong', () => {
  it.each<[string, string, RegExp]>([
    ['none', '', /a\.yaml must be a map of names to values, but is null\.$/],
    ['no YAML', 'scenario: [\n', /a\.yaml: it is no YAML: .* at line 2, column 1/],
    ['a word that there is not', `${OWN}titel: A\n`, /unknown property 'titel'\. .* See line 4, column 1\.$/],
    ['a value', `number: 0\n${OWN}`, /a\.yaml\.number must be .*, but is 0\. See line 1, column 1\.$/],
    [
      'a word deep in the plan',
      `${OWN}plan:\n  - { on: { page: 3 },\n      do: { statsu: 500 } }\n`,
      /a\.yaml\.plan\[0\]\.do has an unknown property 'statsu'\. .* See line 6, column 13\.$/,
    ],
    [
      'a step',
      OWN.replace('[sync]', '[sync, sleep]'),
      /a\.yaml\.then\[1\] must be .* See line 2, column 14\.$/,
    ],
    ['what it lacks', 'scenario: my-tie\n', /a\.yaml must say 'then'\. See line 1, column 1\.$/],
    [
      'a number of the catalogue',
      `number: 16\n${OWN}`,
      /16 is error-is-the-end\. Leave it out, or take one from 101 on\.$/,
    ],
    [
      'a number kept for the catalogue',
      `number: 99\n${OWN}`,
      /numbers up to 100 are the catalogue's\. Leave it out/,
    ],
  ])('says where it has %s', async (_what, text, message) => {
    await using folder = await folderWith({ 'a.yaml': text });
    await expect(readOwnScenarios(['a.yaml'], folder.path, catalogue)).rejects.toMatchObject({
      code: 'ERR_BAD_OPTION',
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['nowhere.yaml', /^nowhere\.yaml cannot be read: ENOENT/],
    ['empty', /^empty has no scenarios: no file in it ends in \.yaml\.$/],
  ])('is not there: %s', async (asked, message) => {
    await using folder = await folderWith({ 'empty/notes.md': '' });
    await expect(readOwnScenarios([asked], folder.path, catalogue)).rejects.toThrow(message);
  });
});

describe('as a file has it', () => {
  it.each(catalogue)('$name is the same scenario', (scenario) => {
    expect(parseScenario(writtenScenario(scenario), 'x.yaml')).toEqual(scenario);
  });

  it('says nothing that is so anyway', () => {
    const written = writtenScenario(
      parseScenario(`${OWN}world: { records: 200, seed: 42 }\n`, 'x.yaml'),
      'Why.',
    );
    expect(written).toBe(
      '# Why.\nscenario: my-tie\nthen: [ sync ]\nexpect: { causes: [ same-second-later ] }\n',
    );
  });

  it.each([
    ['{ on: { sql: "SELECT *" }, do: { sqlstate: "40001" } }'],
    [
      '{ on: { path: "/a b", query: { q: any } }, do: { body: { error: no }, headers: { X: 1 } }, times: always }',
    ],
    ['{ on: { page: 1 }, do: { latency: 1500ms, stale: 90s }, after: { clock: 1ms } }'],
    ['{ on: { tcp: postgres, bytes: 64 KB }, do: cut }'],
    ['{ on: { page: 2 }, do: { body: "true\\nnull # no" } }'],
  ])('has the plan %s', (entry) => {
    for (const count of [1, 3, 4, 9]) {
      const plan = `plan: [${Array.from({ length: count }, () => entry).join(', ')}]\n`;
      const scenario = parseScenario(OWN + plan, 'x.yaml');
      const written = writtenScenario(
        { ...scenario, number: 101, world: { ...scenario.world, records: 1 } },
        'It.',
      );
      expect(parseScenario(written, 'x.yaml').plan).toEqual(scenario.plan);
      expect(written.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    }
  });
});
