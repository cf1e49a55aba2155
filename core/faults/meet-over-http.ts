import type { JournalEntry } from '../control/journal-entry.ts';
import type { Asked } from './asked.ts';
import type { Effects } from './effects.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { HttpExchange } from './http-exchange.ts';
import { bringAbout, type LeftToDo } from './http-faults.ts';
import { shownMet } from './met.ts';

/** What a service knows of a request besides its method, its path and its query. */
type KnownToService = Pick<Asked, 'service' | 'route' | 'about' | 'host' | 'object'> & {
  /** As the client meant it, where that is not how the request has it. */
  readonly url?: string;
};

interface MetOverHttp {
  readonly left: LeftToDo;
  /** What it meets, for those who can do more than what is the same in every service. */
  readonly effects: Effects;
}

/** Asks the plan about a request over HTTP, notes in the journal what it meets, and begins with it. */
export async function meetOverHttp(
  plan: FaultPlan,
  { url, ...known }: KnownToService,
  entry: JournalEntry,
  exchange: HttpExchange,
): Promise<MetOverHttp> {
  const { method } = exchange.request;
  const target = url ?? exchange.request.url ?? '/';
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
  const met = plan.meet({ ...known, number: entry.number, method, path, query });
  if (met === undefined) return { left: 'answer', effects: {} };
  entry.route ??= known.route ?? null;
  entry.fault = shownMet(met);
  return { left: await bringAbout(plan, met, exchange), effects: met.do };
}
