import type { Progress } from '../followers.ts';
import { hasCode } from '../playground-error.ts';
import { ControlError, cannotMoveClock, noClock } from './control-error.ts';
import type { ControlAnswer, ControlPage, ControlSubject } from './control-page.ts';
import { type ControlledClock, presentClock } from './controlled-clock.ts';
import { type ClockOrder, parseClockOrder } from './parse-clock-order.ts';
import { refuseParameters } from './parse-control-query.ts';

const LINES = 'application/x-ndjson';
/** So often somebody who waits is told how far it is. */
const TELL_MS = 100;

/** Asks the clock, and moves it. */
export const CLOCK_PAGES: readonly ControlPage[] = [
  {
    method: 'GET',
    path: '/_playground/clock',
    answer(subject, { query }) {
      refuseParameters(query);
      return { body: presentClock(clockOf(subject)) };
    },
  },
  {
    method: 'POST',
    path: '/_playground/clock',
    async answer(subject, asked) {
      refuseParameters(asked.query);
      const clock = clockOf(subject);
      const order = parseClockOrder(await asked.body());
      if (asked.accept.includes(LINES)) return linesOf(clock, order);
      await obey(clock, order);
      return { body: presentClock(clock) };
    },
  },
];

function clockOf({ clock, services }: ControlSubject): ControlledClock {
  if (clock === undefined) throw noClock(services);
  return clock;
}

/** `{"done": 0, "total": 12}` again and again, then the clock. */
function linesOf(clock: ControlledClock, order: ClockOrder): ControlAnswer {
  return {
    type: LINES,
    async lines(write) {
      let toldAt = Number.NEGATIVE_INFINITY;
      await obey(clock, order, (done, total) => {
        const now = performance.now();
        if (now - toldAt < TELL_MS && done < total) return;
        toldAt = now;
        write({ done, total });
      });
      write(presentClock(clock));
    },
  };
}

async function obey(
  { clock, nextEvent }: ControlledClock,
  order: ClockOrder,
  progress?: Progress,
): Promise<void> {
  try {
    if (order.kind === 'advance') await clock.advance(order.ms, progress);
    else if (order.kind === 'to') await clock.moveTo(order.time, progress);
    else if (order.kind === 'next') await clock.moveTo(nextEvent, progress);
    else clock.run(order.rate);
  } catch (error) {
    if (hasCode(error, 'ERR_BAD_OPTION') && !(error instanceof ControlError))
      throw cannotMoveClock((error as Error).message);
    throw error;
  }
}
