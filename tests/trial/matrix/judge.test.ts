import { expect, it } from '@jest/globals';
import { CONDUCT, type ConductRules } from '../../../trial/conduct/conduct.ts';
import type { MakeSubject } from '../../../trial/subject.ts';
import { openTrialWorlds } from '../../../trial/trial-worlds.ts';
import type { FindCause } from '../../../verify/causes/cause.ts';
import { CAUSES } from '../../../verify/causes/causes.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mutants, subjectOf } from '../mutants/mutants.ts';
import { OF_LOGS } from '../mutants/of-logs.ts';
import { OF_OBJECTS } from '../mutants/of-objects.ts';
import { OF_PEOPLE } from '../mutants/people-table.ts';
import { type Cell, type CellOptions, scenarioNamed, severalAtOnce, tryIn, wrongIn } from './cells.ts';
import { ROW_TIMEOUT_MS } from './hold-row.ts';

/** What the judge knows. */
interface Rules {
  readonly causes: readonly FindCause[];
  readonly conduct: ConductRules;
}

/** A connector, and where it is tried. */
interface Tried {
  readonly mutant: Mutant;
  readonly make: MakeSubject;
  /** That of its bug, in most cases. */
  readonly scenario: string;
  readonly worlds?: CellOptions['worlds'];
}

/** One rule, and all the others. */
interface SwitchedOff {
  readonly name: string;
  readonly rest: Rules;
}

const ALL: Rules = { causes: CAUSES, conduct: CONDUCT };
/** Cells besides those of bugs in their own scenarios: some rules decide nothing there. */
const ELSEWHERE: readonly (readonly [mutant: string, scenario: string])[] = [
  ['login-expires', 'drift'],
  ['tie-across-pages', 'no-stamp'],
];

function ofApi(mutant: Mutant, scenario = mutant.scenario): Tried {
  return { mutant, make: subjectOf(mutant), scenario };
}

/** What is wrong with the verdict of a judge who knows some rules; undefined if it is right. */
async function tryWith({ mutant, make, scenario, worlds }: Tried, rules: Rules): Promise<string | undefined> {
  const options = { ...rules, ...(worlds && { worlds }) };
  const [cell] = (await tryIn(make, [scenarioNamed(scenario)], options)) as [Cell];
  return wrongIn(mutant, cell);
}

/** Each rule of causes and of conduct, by its name. */
function switchedOff(): readonly SwitchedOff[] {
  const causes = CAUSES.map((rule, place) => ({
    name: nameOf(rule, place),
    rest: { ...ALL, causes: CAUSES.filter((other) => other !== rule) },
  }));
  const conduct = Object.keys(CONDUCT).map((name) => ({
    name: `conduct ${name}`,
    rest: {
      ...ALL,
      conduct: Object.fromEntries(Object.entries(CONDUCT).filter(([other]) => other !== name)),
    },
  }));
  return [...causes, ...conduct];
}

/** Some are made by a function, and have no name of their own. */
function nameOf(rule: FindCause, place: number): string {
  return `${place} ${rule.name}`.trimEnd();
}

/** All rules; each notes when it has found something. */
function noting(decided: Set<string>): Rules {
  const noted = <Given extends readonly unknown[], Found>(
    name: string,
    find: (...given: Given) => Found,
  ): ((...given: Given) => Found) => {
    return (...given) => {
      const found = find(...given);
      if (found) decided.add(name);
      return found;
    };
  };
  return {
    causes: CAUSES.map((rule, place) => noted(nameOf(rule, place), rule)),
    conduct: Object.fromEntries(
      Object.entries(CONDUCT).map(([name, rule]) => [name, noted(`conduct ${name}`, rule)]),
    ),
  };
}

it(
  'each rule is missed by a cell when it is switched off',
  async () => {
    await using ofDatabase = await openTrialWorlds({ services: ['postgres'] });
    await using ofObjects = await openTrialWorlds({ services: ['s3'] });
    const all: readonly Tried[] = [
      ...mutants(1).map((mutant) => ofApi(mutant)),
      ...ELSEWHERE.map(([name, scenario]) =>
        ofApi(mutants(1).find((one) => one.scenario === name) as Mutant, scenario),
      ),
      ...OF_LOGS.map((mutant) => ({
        ...ofApi(mutant),
        make: subjectOf(mutant, OF_PEOPLE),
        worlds: ofDatabase,
      })),
      ...OF_OBJECTS.map((mutant) => ({ ...ofApi(mutant), worlds: ofObjects })),
    ];
    const cells = await severalAtOnce(all, async (tried) => {
      const decided = new Set<string>();
      const wrong = await tryWith(tried, noting(decided));
      return { tried, decided, wrong };
    });
    expect(
      cells.flatMap(({ tried: { scenario }, wrong }) => (wrong ? [`${scenario}: ${wrong}`] : [])),
    ).toEqual([]);
    const isMissed = await severalAtOnce(switchedOff(), async ({ name, rest }) => {
      for (const { tried, decided } of cells)
        if (decided.has(name) && (await tryWith(tried, rest)) !== undefined) return true;
      return false;
    });
    expect(
      switchedOff()
        .filter((_rule, place) => !isMissed[place])
        .map(({ name }) => name),
    ).toEqual([]);
  },
  2 * ROW_TIMEOUT_MS,
);
