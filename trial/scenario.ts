import type { Fault, Occurrence } from '../core/faults/fault.ts';
import type { TablesOnDemand } from '../fixtures/living/world-plan.ts';

/** What a connector must read for a scenario to concern it. */
export const NEEDS = {
  rows: 'rows',
  pages: 'one walk by several requests',
  fifties: 'pages of fifty rows',
  offset: 'pages by their number or by an offset',
  next: 'where the next page is from the answer before it',
  cursor: 'pages by a cursor',
  since: 'what is new since a time',
  token: 'a login whose token can end',
  children: 'one request for each parent',
  departments: 'the departments of each company',
  numbers: 'the table of numbers',
  looks: 'the table of looks',
  names: 'the table of names',
  streams: 'several tables',
  file: 'a file in one answer',
  objects: 'objects of a bucket',
  statements: 'a database by SQL',
  log: 'the log of a database',
} as const;

export type Need = keyof typeof NEEDS;

/** The world in which a scenario takes place. */
export interface ScenarioWorld {
  /** `still` or `living`. */
  readonly preset: string;
  /** Classes of rows besides those of the preset (docs/living.md). */
  readonly classes: readonly string[];
  readonly records: number;
  readonly seed: number;
  /** ms since 1970; undefined: that of every playground. */
  readonly anchor: number | undefined;
  /** Tables on demand that it has besides (docs/tables-on-demand.md). */
  readonly tables: readonly TablesOnDemand[];
}

/** What is done, one after the other. */
export type Step =
  | 'sync'
  /** The plan ends: from now on nothing goes wrong. */
  | 'heal'
  /** The clock moves on by so many milliseconds. */
  | { readonly clock: number }
  /** A sync that is ended with SIGKILL as soon as it asks this; of several, one for each kind of source, what it reads. */
  | { readonly kill: readonly Occurrence[] }
  /** What the source takes away. */
  | { readonly drop: string };

/** What a guilty connector shows. */
export interface Expected {
  /** Names of causes, one of which it shows. */
  readonly causes: readonly string[];
  /** Whether a connector whose last sync fails is guilty too. */
  readonly mustSucceed: boolean;
}

/** One mishap: in which world it happens, what goes wrong, and what shows that a connector did not cope with it. */
export interface Scenario {
  /** In the catalogue: up to 44. Undefined of one that a user has written without a number. */
  readonly number: number | undefined;
  readonly name: string;
  readonly title: string;
  readonly why: string;
  /** Where it has happened: `owner/repository#number` at GitHub. */
  readonly cases: readonly string[];
  /** All of them; none: it concerns every connector. */
  readonly needs: readonly Need[];
  readonly world: ScenarioWorld;
  /** With places for what the connector reads: `$route`, `$table`, `$query`. */
  readonly plan: readonly Fault[];
  /** `then` in files. */
  readonly steps: readonly Step[];
  readonly expect: Expected;
}

/** Numbers up to here are those of the catalogue, and of smaller forms of its scenarios. */
export const LAST_OF_CATALOGUE = 100;

/** As options have it: `living+late`, `still+numbers`. */
export function worldName({ preset, classes, tables }: ScenarioWorld): string {
  return [preset, ...classes, ...tables].join('+');
}

/** `16`, as `01` for the first: how people name it, and what the ids of its findings begin with. Without a number, its name. */
export function shownNumber({ number, name }: Pick<Scenario, 'number' | 'name'>): string {
  return number === undefined ? name : String(number).padStart(2, '0');
}

/** `16 error-is-the-end`; without a number, its name. */
export function numberedName(scenario: Pick<Scenario, 'number' | 'name'>): string {
  return scenario.number === undefined ? scenario.name : `${shownNumber(scenario)} ${scenario.name}`;
}
