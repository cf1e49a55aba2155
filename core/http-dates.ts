import type { Clock } from './clock.ts';

/** The `Date` of answers by a clock. The text of a second is made once, as Node.js does for the system's time. */
export function httpDates(clock: Clock): () => string {
  let second = Number.NaN;
  let text = '';
  return () => {
    const now = Math.floor(clock() / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toUTCString();
    }
    return text;
  };
}
