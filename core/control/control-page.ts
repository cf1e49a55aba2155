import type { FaultPlan } from '../faults/fault-plan.ts';
import type { ControlledClock } from './controlled-clock.ts';
import type { Journal } from './journal.ts';
import type { Pieces } from './send-pieces.ts';

/** Whom `/_playground/*` is about, and what only they can say of themselves and do. */
export interface ControlSubject {
  /** Whose entries and metrics there are. One service answers for itself; the playground for all of its own. */
  readonly services: readonly string[];
  /** Left out: nobody notes here what clients do, and there is no journal and no metrics. */
  readonly journal?: Journal;
  /** Left out: nothing goes wrong here on purpose. */
  readonly faults?: FaultPlan;
  /** Left out: somebody else has the clock. */
  readonly clock?: ControlledClock;
  /** Whether it is well, and what else it tells of itself; anything but `ok` is answered with 503. */
  health(): HealthReport | Promise<HealthReport>;
  /** Brings the data of the start back: of one service, or of all. */
  reset(service: string | undefined): Promise<void> | void;
  /** What only it can be asked, beside what everybody can. */
  readonly pages?: readonly ControlPage[];
}

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly [detail: string]: unknown;
}

export interface ControlAnswer {
  readonly status?: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown;
  /** In place of a body: parts of one that are asked for when the client has taken those before. */
  readonly pieces?: Pieces;
  /** In place of a body, for what takes its time: writes one line of JSON after another. */
  lines?(write: (line: unknown) => void): Promise<void>;
}

/** What a page is asked. */
export interface ControlAsk {
  readonly query: URLSearchParams;
  /** The header of that name, or nothing. */
  readonly accept: string;
  /** What the path has for the names in braces of the page's. */
  readonly parts: Readonly<Record<string, string>>;
  /**
   * @param mostBytes how long it may be. Default: 4 KiB
   * @throws ControlError 4xx when it is too large, or does not come
   */
  body(mostBytes?: number): Promise<string>;
}

export interface ControlPage {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/_playground/truth/{table}`: a name in braces stands for one segment. */
  readonly path: string;
  answer(subject: ControlSubject, asked: ControlAsk): ControlAnswer | Promise<ControlAnswer>;
}

/** Without the query, and without a slash at the end. */
export function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
