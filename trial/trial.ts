import type { Occurrence } from '../core/faults/fault.ts';
import { presentFault } from '../core/faults/written-fault.ts';
import { waitUntil } from '../core/wait-until.ts';
import { reportCard } from '../verify/card/report-card.ts';
import type { FindCause } from '../verify/causes/cause.ts';
import { type SyncStart, syncsIn } from '../verify/causes/syncs.ts';
import type { VerifyReport } from '../verify/report/report.ts';
import { verify } from '../verify/verify.ts';
import { worldOf } from '../verify/world-options.ts';
import { type ConductRules, conductFindings } from './conduct/conduct.ts';
import { filledOccurrence } from './fill-in.ts';
import { emptyFinding, failureFinding, rowFindings, transientFindings } from './findings.ts';
import { type Scenario, shownNumber } from './scenario.ts';
import type { Subject } from './subject.ts';
import type { TrialWorld } from './trial-world.ts';
import type { TrialFinding, TrialVerdict } from './verdict.ts';

/** A sync that takes longer has no end. */
const LONGEST_SYNC_MS = 120_000;
const LOOK_EVERY_MS = 2;

interface Parts {
  readonly scenario: Scenario;
  readonly world: TrialWorld;
  readonly subject: Subject;
  readonly places: Readonly<Record<string, string>>;
  /** Default: two minutes. */
  readonly longestSyncMs?: number | undefined;
  /** Default: all that is known. */
  readonly causes?: readonly FindCause[] | undefined;
  /** Default: all that is known. */
  readonly conduct?: ConductRules | undefined;
}

/** One connector in one world: what it is made to do, and what is known of it in the end. */
export class Trial {
  readonly #parts: Parts;
  readonly #starts: SyncStart[] = [];
  readonly #stateSizes: number[] = [];
  #before: readonly TrialFinding[] = [];
  #isHealed: boolean;
  /** Whether something of what goes wrong has happened to it. */
  #isMet: boolean;
  /** Whether that was so when the last sync began. */
  #isLasting = false;
  /** Of the sync that runs. */
  #killer = new AbortController();
  /** Of the last sync. */
  #failure: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { plan, steps } = parts.scenario;
    this.#isHealed = plan.length === 0;
    this.#isMet = plan.length === 0 && !steps.some((step) => typeof step === 'object' && 'kill' in step);
  }

  async sync(): Promise<void> {
    const { world, subject, longestSyncMs = LONGEST_SYNC_MS } = this.#parts;
    this.#isLasting = this.#isHealed;
    const number = ((await world.journal.entries()).at(-1)?.number ?? 0) + 1;
    this.#killer = new AbortController();
    const signal = AbortSignal.any([this.#killer.signal, AbortSignal.timeout(longestSyncMs)]);
    const wait = async (ms: number): Promise<void> => void (await world.clock.advance(ms));
    this.#failure = await subject
      .sync({ endpoints: world.endpoints, directory: world.directory, signal, wait })
      .then(
        () => undefined,
        (error: Error) => error.message,
      );
    this.#starts.push({ number, hasFailed: this.#failure !== undefined });
    const size = await subject.stateSize();
    if (size !== undefined) this.#stateSizes.push(size);
  }

  /** A sync that is ended as by SIGKILL when it asks one of these; that gets no answer. */
  async killedSync(kinds: readonly Occurrence[]): Promise<void> {
    const { world, places } = this.#parts;
    const [filled] = kinds.flatMap((on) => filledOccurrence(on, places) ?? []);
    if (filled === undefined) return await this.sync();
    await using hanging = await world.fault(presentFault({ on: filled, do: { hang: true } }));
    let hasEnded = false;
    const ended = this.sync().finally(() => {
      hasEnded = true;
    });
    const isAsked = (): boolean => hanging.faults.some(({ fired }) => fired > 0);
    await waitUntil('a sync to ask what ends it', () => hasEnded || isAsked(), {
      timeoutMs: LONGEST_SYNC_MS,
      intervalMs: LOOK_EVERY_MS,
    });
    if (isAsked()) this.#isMet = true;
    this.#killer.abort(new Error('It was killed.'));
    await ended;
  }

  /** The plan ends. What is wrong now and right in the end was transient. */
  async heal(): Promise<void> {
    if (this.#starts.length > 0 && this.#failure === undefined)
      this.#before = rowFindings(await this.#verify(), false);
    this.#lookAtPlan();
    this.#parts.world.faults.clear();
    this.#isHealed = true;
  }

  async verdict(): Promise<TrialVerdict> {
    const { scenario, world } = this.#parts;
    const failure = this.#failure;
    this.#lookAtPlan();
    const asked = await world.journal.entries();
    const card = reportCard(asked, syncsIn(asked, this.#starts), worldOf(world.options));
    if (failure !== undefined && !scenario.expect.mustSucceed)
      return { outcome: 'failed to sync', findings: [], isMet: this.#isMet, failure, card };
    const isLasting = this.#isLasting && failure === undefined;
    const report = await this.#verify();
    const rows =
      failure !== undefined
        ? []
        : [...emptyFinding(report, isLasting), ...rowFindings(report, isLasting, scenario.expect.causes)];
    const wrong = [
      ...rows,
      ...conductFindings(
        scenario.expect.causes,
        { asked, starts: this.#starts, stateSizes: this.#stateSizes, card },
        this.#parts.conduct,
      ),
      ...(failure !== undefined ? [failureFinding(scenario, failure)] : []),
    ];
    return {
      outcome: wrong.length > 0 ? 'convicted' : 'passed',
      findings: [...wrong, ...transientFindings(this.#before, wrong)].map((finding) => ({
        ...finding,
        id: `${shownNumber(scenario)}-${finding.id}`,
      })),
      isMet: this.#isMet,
      failure,
      card,
    };
  }

  /** Faults are looked at before they are cleared. */
  #lookAtPlan(): void {
    if (this.#parts.world.faults.list().some(({ fired }) => fired > 0)) this.#isMet = true;
  }

  async #verify(): Promise<VerifyReport> {
    const { world, subject, causes } = this.#parts;
    await using destination = await subject.destination();
    return await verify(destination, {
      world: world.options,
      journal: world.journal,
      syncs: this.#starts,
      ...(subject.mapping && { file: subject.mapping }),
      ...(causes && { causes }),
      now: world.clock.now().getTime(),
    });
  }
}
