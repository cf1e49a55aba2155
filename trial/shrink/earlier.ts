import type { Fault, Occurrence } from '../../core/faults/fault.ts';
import { leastOf } from './fewest.ts';
import type { Search } from './search.ts';

/** Conditions that are met earlier by a smaller number, by fewer rows and requests. */
const ORDINALS = ['page', 'nth', 'from', 'request'] as const;

/** What goes wrong, and what ends a sync, as early as it can be: the first page needs fewer rows than the third. */
export async function earlierOccurrences(search: Search): Promise<void> {
  for (const place of search.smallest.plan.keys()) {
    const isFoundWith = (fault: Fault): Promise<boolean> =>
      search.isFoundWith({ plan: search.smallest.plan.with(place, fault) });
    const now = (): Fault => search.smallest.plan[place] as Fault;
    await earlierOccurrence(now().on, (on) => isFoundWith({ ...now(), on }));
    await lowerCap(now(), isFoundWith);
    const { times, ...once } = now();
    if (times !== undefined) await isFoundWith(once);
  }
  for (const [place, step] of search.smallest.steps.entries()) {
    if (typeof step === 'string' || !('kill' in step)) continue;
    for (const on of step.kill)
      await earlierOccurrence(on, (kill) =>
        search.isFoundWith({ steps: search.smallest.steps.with(place, { kill: [kill] }) }),
      );
  }
}

async function earlierOccurrence(
  on: Occurrence,
  isFoundAt: (on: Occurrence) => Promise<boolean>,
): Promise<void> {
  let earliest = on;
  for (const name of ORDINALS) {
    const number = earliest[name];
    if (number === undefined) continue;
    const least = await leastOf(1, number, (less) => isFoundAt({ ...earliest, [name]: less }));
    earliest = { ...earliest, [name]: least };
  }
}

/** A source that serves fewer rows of a query shows the same with fewer rows. */
async function lowerCap(fault: Fault, isFoundWith: (fault: Fault) => Promise<boolean>): Promise<void> {
  const cap = fault.do?.cap;
  if (cap !== undefined)
    await leastOf(1, cap, (less) => isFoundWith({ ...fault, do: { ...fault.do, cap: less } }));
}
