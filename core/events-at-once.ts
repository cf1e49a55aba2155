import { shownDuration } from './duration.ts';
import { PlaygroundError } from './playground-error.ts';

/** How many events a source brings at once; an advance beyond them is refused before it begins. */
export const MOST_EVENTS = 1_000_000;

/** The longest time from an instant on that fits, up to another, in ms. 0 where none does. */
export function longestSpan(from: number, to: number, fits: (to: number) => boolean): number {
  let [least, most] = [0, to - from];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(from + middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** Names the number, and a time that fits. */
export function tooManyEvents(
  events: number,
  from: number,
  to: number,
  fits: (to: number) => boolean,
): PlaygroundError {
  const span = longestSpan(from, to, fits);
  const until = new Date(to).toISOString();
  const wayOut =
    span > 0
      ? `Advance by ${shownDuration(span)} at most.`
      : 'Even the next millisecond has more. Choose a smaller world.';
  return new PlaygroundError(
    'ERR_BAD_OPTION',
    `${events.toLocaleString('en')} events happen until ${until}, and a source brings at most ` +
      `${MOST_EVENTS.toLocaleString('en')} at once. ${wayOut}`,
  );
}
