import type { Fault } from '../core/faults/fault.ts';
import { parseFault } from '../core/faults/parse-fault.ts';
import {
  duration,
  mapOf,
  oneOf,
  type Reader,
  requireMap,
  text,
  whole,
  wrong,
  yes,
} from '../core/faults/written.ts';
import { PlaygroundError } from '../core/playground-error.ts';
import { TABLES_ON_DEMAND } from '../fixtures/living/world-plan.ts';
import { readWritten } from '../sources/read/read-written.ts';
import { type Expected, NEEDS, type Need, type Scenario, type ScenarioWorld, type Step } from './scenario.ts';

/** What files call it otherwise than the code: an object with `then` is taken for a promise. */
const WORDS = [
  ['scenario', 'name'],
  ['then', 'steps'],
] as const;

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const CASE = /^[\w.-]+\/[\w.-]+#\d+$/;
/** The world of a scenario that says nothing of it. */
export const DEFAULT_WORLD: ScenarioWorld = {
  preset: 'living',
  classes: [],
  records: 200,
  seed: 42,
  anchor: undefined,
  tables: [],
};

const matching =
  (pattern: RegExp, what: string): Reader<string> =>
  (value, where) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw wrong(where, what, value);
  };

const listOf =
  <Item>(item: Reader<Item>, least = 0): Reader<readonly Item[]> =>
  (value, where) => {
    if (Array.isArray(value) && value.length >= least)
      return value.map((part, index) => item(part, `${where}[${index}]`));
    throw wrong(where, least > 0 ? 'a list that is not empty' : 'a list', value);
  };

const name = matching(NAME, 'words in small letters with hyphens');

const instant: Reader<number> = (value, where) => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw wrong(where, 'an instant such as 2026-01-01T00:00:00Z', value);
};

const world = mapOf<ScenarioWorld>({
  preset: oneOf('still', 'living'),
  classes: listOf(name),
  records: whole(0, 1e12, 'a number of rows'),
  seed: whole(0, Number.MAX_SAFE_INTEGER, 'a whole number'),
  anchor: instant,
  tables: listOf(oneOf(...TABLES_ON_DEMAND)),
});

const expected = mapOf<Expected>({ causes: listOf(name, 1), mustSucceed: yes });

const occurrence: Reader<NonNullable<Fault['on']>> = (value, where) =>
  parseFault({ on: value, do: 'kill' }, where).on;

const moved = mapOf<{ clock: number; kill: readonly Fault['on'][]; drop: string }>({
  clock: duration,
  kill: (value, where) =>
    Array.isArray(value) ? listOf(occurrence, 1)(value, where) : [occurrence(value, where)],
  drop: oneOf('slot'),
});

const step: Reader<Step> = (value, where) => {
  if (value === 'sync' || value === 'heal') return value;
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1)
    throw wrong(where, "'sync', 'heal', or one of clock, kill and drop with its value", value);
  return moved(value, where) as Step;
};

const scenario = mapOf<Scenario>(
  {
    number: whole(1, 9999, 'a number'),
    name,
    title: text,
    why: text,
    cases: listOf(matching(CASE, 'an issue at GitHub such as owner/repository#7')),
    needs: listOf(oneOf(...(Object.keys(NEEDS) as Need[])), 1),
    world: (value, where) => ({ ...DEFAULT_WORLD, ...world(value, where) }),
    plan: listOf(parseFault),
    steps: listOf(step, 1),
    expect: (value, where) => {
      const read = expected(value, where);
      if (read.causes === undefined) throw missing(where, 'causes');
      return { causes: read.causes, mustSucceed: read.mustSucceed ?? false };
    },
  },
  Object.fromEntries(WORDS),
);

const REQUIRED = ['name', 'steps', 'expect'] as const;

/**
 * Reads a scenario, as `docs/scenario.schema.json` describes it.
 *
 * @param file as errors call it
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the place, the value and what may stand there, with line and column
 */
export function parseScenario(written: string, file: string): Scenario {
  return readWritten(written, file, (value) => read(value, file));
}

function read(value: unknown, file: string): Scenario {
  requireMap(value, file);
  for (const [word, property] of WORDS) {
    if (property in value) throw wrong(`${file}.${property}`, `called '${word}'`, value[property]);
  }
  const found = scenario(value, file);
  for (const property of REQUIRED) {
    if (found[property] === undefined) throw missing(file, wordFor(property));
  }
  if (!found.steps.some((one) => one === 'sync'))
    throw wrong(`${file}.then`, 'steps with a sync', value['then']);
  return {
    ...found,
    number: found.number,
    title: found.title ?? found.name,
    why: found.why ?? '',
    cases: found.cases ?? [],
    needs: found.needs ?? [],
    world: found.world ?? DEFAULT_WORLD,
    plan: found.plan ?? [],
  };
}

function wordFor(property: string): string {
  return WORDS.find(([, name]) => name === property)?.[0] ?? property;
}

function missing(where: string, property: string): PlaygroundError {
  return new PlaygroundError('ERR_BAD_OPTION', `${where} must say '${property}'.`);
}
