import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { parseWorld } from '../../fixtures/living/world-plan.ts';
import { parseScenario } from '../../trial/parse-scenario.ts';
import { chosenScenarios, readScenarios } from '../../trial/read-scenarios.ts';
import { worldName } from '../../trial/scenario.ts';
import { scenariosPage } from '../../trial/scenarios-page.ts';

const schema = JSON.parse(await readFile('docs/scenario.schema.json', 'utf8'));
const isAllowed = new Ajv2020({ strict: true, strictRequired: false }).compile(schema);
const files = await readdir('scenarios');
const scenarios = await readScenarios('scenarios');

it('numbers the scenarios of the catalogue without a gap', () => {
  expect(scenarios.map(({ number }) => number)).toEqual(Array.from({ length: 44 }, (_, index) => index + 1));
});

it.each(files)('%s is as the schema says, in a world that there is', async (file) => {
  const text = await readFile(`scenarios/${file}`, 'utf8');
  expect(isAllowed(parse(text)) || isAllowed.errors).toBe(true);
  const { world } = parseScenario(text, file);
  expect(() => parseWorld(worldName(world))).not.toThrow();
});

it('has docs/scenarios.md made of the files', async () => {
  expect(await readFile('docs/scenarios.md', 'utf8')).toBe(scenariosPage(scenarios));
});

const WELL = {
  scenario: 'a-tie',
  number: 7,
  title: 'A tie',
  why: 'Because.',
  needs: ['since'],
  then: ['sync'],
  expect: { causes: ['tie'] },
};

it('says what is left out', () => {
  expect(parseScenario(JSON.stringify(WELL), 'x.yaml')).toEqual({
    name: 'a-tie',
    number: 7,
    title: 'A tie',
    why: 'Because.',
    cases: [],
    needs: ['since'],
    world: { preset: 'living', classes: [], records: 200, seed: 42, anchor: undefined, tables: [] },
    plan: [],
    steps: ['sync'],
    expect: { causes: ['tie'], mustSucceed: false },
  });
});

const STEPS = {
  then: [
    'sync',
    { clock: '+1h30m' },
    { kill: { page: 2 } },
    { kill: [{ page: 2 }, { sql: 'FETCH*', nth: 2 }] },
    { drop: 'slot' },
    'heal',
    'sync',
  ],
};

it('reads every kind of step', () => {
  expect(isAllowed({ ...WELL, ...STEPS })).toBe(true);
  expect(parseScenario(JSON.stringify({ ...WELL, ...STEPS }), 'x.yaml').steps).toEqual([
    'sync',
    { clock: 5_400_000 },
    { kill: [{ page: 2 }] },
    { kill: [{ page: 2 }, { sql: 'FETCH*', nth: 2 }] },
    { drop: 'slot' },
    'heal',
    'sync',
  ]);
});

it.each<[change: object, message: RegExp]>([
  [{ scenario: undefined }, /x\.yaml must say 'scenario'\./],
  [{ then: undefined }, /x\.yaml must say 'then'\./],
  [{ expect: {} }, /x\.yaml\.expect must say 'causes'\./],
  [{ expect: { causes: [] } }, /x\.yaml\.expect\.causes must be a list that is not empty, but is \[\]\./],
  [{ scenario: 'A Tie' }, /x\.yaml\.scenario must be words in small letters with hyphens, but is "A Tie"\./],
  [{ number: 0 }, /x\.yaml\.number must be a number from 1 to 9999, but is 0\./],
  [{ title: '' }, /x\.yaml\.title must be a text/],
  [{ titel: 'A' }, /x\.yaml has an unknown property 'titel'\. Did you mean 'title'/],
  [{ cases: ['https://example.org'] }, /x\.yaml\.cases\[0\] must be an issue at GitHub such as/],
  [{ needs: [] }, /x\.yaml\.needs must be a list that is not empty/],
  [{ needs: ['luck'] }, /x\.yaml\.needs\[0\] must be 'rows' or .*, but is "luck"\./],
  [{ world: { preset: 'moving' } }, /x\.yaml\.world\.preset must be 'still' or 'living', but is "moving"\./],
  [{ world: { records: -1 } }, /x\.yaml\.world\.records must be/],
  [{ plan: [{ do: 'reset' }] }, /x\.yaml\.plan\[0\] must say 'on'/],
  [{ plan: [{ on: { page: 3 } }] }, /x\.yaml\.plan\[0\] must say 'do'/],
  [{ then: ['heal'] }, /x\.yaml\.then must be steps with a sync/],
  [{ then: ['sync', 'sleep'] }, /x\.yaml\.then\[1\] must be 'sync', 'heal', or one of/],
  [{ then: ['sync', { clock: 5 }] }, /x\.yaml\.then\[1\]\.clock must be a duration/],
  [{ then: ['sync', { clock: '5m', kill: { page: 1 } }] }, /x\.yaml\.then\[1\] must be/],
  [{ then: ['sync', { kill: [] }] }, /x\.yaml\.then\[1\]\.kill must be a list that is not empty/],
  [{ then: ['sync', { drop: 'table' }] }, /x\.yaml\.then\[1\]\.drop must be 'slot'/],
])('%j is refused by the schema and by the parser', (change, message) => {
  const wrong = JSON.parse(JSON.stringify({ ...WELL, ...change }));
  expect(isAllowed(wrong)).toBe(false);
  expect(() => parseScenario(JSON.stringify(wrong), 'x.yaml')).toThrow(message);
});

it.each([
  [{ name: 'a-tie' }, /x\.yaml\.name must be called 'scenario'/],
  [{ steps: ['sync'] }, /x\.yaml\.steps must be called 'then'/],
  [{ world: { anchor: 'yesterday' } }, /x\.yaml\.world\.anchor must be an instant/],
  [
    { plan: [{ on: { page: 3 }, do: 'explode' }] },
    /x\.yaml\.plan\[0\]\.do has an unknown property 'explode'/,
  ],
])('%j is refused by the parser', (change, message) => {
  expect(() => parseScenario(JSON.stringify({ ...WELL, ...change }), 'x.yaml')).toThrow(message);
});

it.each(['then: [', 'a: &a [*a]', 'x: *nowhere'])('%s is no YAML that can be used', (text) => {
  expect(() => parseScenario(text, 'x.yaml')).toThrow(/x\.yaml: it is no YAML: /);
});

it.each([
  [['16'], 'error-is-the-end'],
  [['01'], 'same-second-later'],
  [['late-commit'], 'late-commit'],
])('%j is %s', (asked, name) => {
  expect(chosenScenarios(scenarios, asked).map((one) => one.name)).toEqual([name]);
});

it.each([
  ['45', /There is no scenario '45'; they are numbered from 1 to 44\.$/],
  ['late-comit', /Did you mean 'late-commit'\?/],
])('%s is none', (asked, message) => {
  expect(() => chosenScenarios(scenarios, [asked])).toThrow(message);
});
