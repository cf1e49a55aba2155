import type { CardLine } from '../verify/card/card.ts';
import type { Evidence } from '../verify/causes/cause.ts';
import type { Scenario } from './scenario.ts';

/** What becomes of what is wrong: `permanent` after a sync in which nothing went wrong. */
type Lasting = 'permanent' | 'transient' | 'not yet known';

/** How something is seen again. */
export interface Reproduction {
  /** A scenario: its number or name, or the file that it is in. */
  readonly scenario: string;
  /** What to run. */
  readonly command: string;
  /** How many trials have made it so small; undefined where it is the scenario in which it was found. */
  readonly tries?: number;
  /** Whether nothing that could be left out is left in it. */
  readonly isSmallest?: boolean;
}

/** Something that a connector did not cope with. */
export interface TrialFinding {
  /** The same in every run with the same cause in the same table: `16-3f2a1b9c`, the number of the scenario and a hash. */
  readonly id: string;
  readonly cause: string;
  readonly verdict: Lasting;
  /** The table of the destination; undefined where it is about how the connector asks. */
  readonly table: string | undefined;
  /** What is wrong: `7 missing`, `4 requests for one page`. */
  readonly what: string;
  readonly advice: string;
  /** Whether the project says that it is so, and it convicts nobody. */
  readonly isKnown?: true;
  /** The number or name of the scenario that is about it and has found it too: there it convicts, and here nobody. */
  readonly judgedBy?: string;
  readonly evidence: readonly Pick<Evidence, 'request' | 'asked' | 'note'>[];
  /** By the smallest scenario that shows it, where one was looked for. */
  readonly reproduce?: Reproduction;
}

/** How a connector has come through a scenario. */
export type TrialVerdict =
  | {
      readonly outcome: 'passed' | 'convicted' | 'known' | 'failed to sync';
      /** What was wrong at the end; what was wrong before it, as `transient`. */
      readonly findings: readonly TrialFinding[];
      /** Whether something of what the scenario plans has happened to it, or nothing is planned. Where not, it was not tried. */
      readonly isMet: boolean;
      /** What the last sync said when it failed; undefined where it did not. */
      readonly failure: string | undefined;
      /** How it has asked in all of the scenario. */
      readonly card: readonly CardLine[];
    }
  | { readonly outcome: 'not concerned' | 'cannot be run'; readonly reason: string };

/** A verdict with what it is about. */
export interface TriedScenario {
  readonly scenario: Scenario;
  readonly verdict: TrialVerdict;
  /** Ids of what is known of it and was not found. */
  readonly vanished: readonly string[];
}
