import { hasCode } from '../../core/playground-error.ts';
import type { Scenario } from '../scenario.ts';
import type { TrialFinding, TrialVerdict } from '../verdict.ts';
import { writtenScenario } from '../written-scenario.ts';

/** Tries a connector that has never synced in a scenario, in which no sync may take longer than this. */
export type TryIn = (scenario: Scenario, longestSyncMs?: number) => Promise<TrialVerdict>;

/** With less to do, a sync may take so much longer all the same: what takes longer never ends. */
const TOLERATED_MS = 3000;

/** Looks for ever smaller scenarios in which the same is found, and remembers the smallest. */
export class Search {
  readonly #tryIn: TryIn;
  readonly #wanted: TrialFinding;
  readonly #most: number;
  readonly #told = new Map<string, boolean>();
  #smallest: Scenario;
  #finding: TrialFinding;
  #tries = 0;
  /** That of the first try, which has most to do; undefined before it. */
  #durationMs: number | undefined;
  #isCutShort = false;

  /**
   * @param start in which it was found
   * @param most tries
   */
  constructor(start: Scenario, wanted: TrialFinding, tryIn: TryIn, most: number) {
    this.#smallest = start;
    this.#finding = wanted;
    this.#wanted = wanted;
    this.#tryIn = tryIn;
    this.#most = most;
  }

  get smallest(): Scenario {
    return this.#smallest;
  }

  /** As it was found in the smallest. */
  get finding(): TrialFinding {
    return this.#finding;
  }

  get tries(): number {
    return this.#tries;
  }

  /** Whether something was not tried because there had been as many tries as there may be. */
  get isCutShort(): boolean {
    return this.#isCutShort;
  }

  /** Whether the same is found with this change; then it is the smallest. Nothing is tried twice. */
  async isFoundWith(change: Partial<Scenario>): Promise<boolean> {
    const scenario = { ...this.#smallest, ...change };
    const written = writtenScenario(scenario);
    const told = this.#told.get(written);
    if (told !== undefined) return told;
    if (this.#tries >= this.#most) {
      this.#isCutShort = true;
      return false;
    }
    this.#tries += 1;
    const found = await this.#findIn(scenario);
    this.#told.set(written, found !== undefined);
    if (found === undefined) return false;
    this.#smallest = scenario;
    this.#finding = found;
    return true;
  }

  /** The same table, kind of difference and cause, and as lasting. */
  async #findIn(scenario: Scenario): Promise<TrialFinding | undefined> {
    const { id, verdict } = this.#wanted;
    const began = performance.now();
    const longest = this.#durationMs === undefined ? undefined : Math.ceil(this.#durationMs) + TOLERATED_MS;
    const tried = await this.#tryIn(scenario, longest).catch((error: unknown) => {
      // A world that there is not: of so few rows, or without what one of its tables needs.
      if (hasCode(error, 'ERR_BAD_OPTION')) return undefined;
      throw error;
    });
    this.#durationMs ??= performance.now() - began;
    if (tried === undefined || tried.outcome !== 'convicted') return undefined;
    return tried.findings.find((one) => one.id === id && one.verdict === verdict);
  }
}
