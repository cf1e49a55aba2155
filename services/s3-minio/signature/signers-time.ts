import type { Clock } from '../../../core/clock.ts';

/** What time it is for whoever wrote an instant (ms since 1970) into a signature, a URL or a policy. */
export type SignersTime = (written: number) => number;

/**
 * Clients go by a clock of their own: that of their machine, or that of the world if somebody has shifted theirs. Whose
 * clock it was is told by the instant, which is near to it.
 */
export function signersTime(...clocks: readonly Clock[]): SignersTime {
  return (written) =>
    clocks
      .map((clock) => clock())
      .reduce((nearest, now) => (Math.abs(written - now) < Math.abs(written - nearest) ? now : nearest));
}
