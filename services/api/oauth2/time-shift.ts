import type { Clock } from '../../../core/clock.ts';

interface Times {
  readonly iat?: number | undefined;
  readonly exp?: number | undefined;
}

/**
 * oidc-provider takes no clock but the system's. So what is kept for it has our time in it, in whole seconds,
 * and what it is shown has been moved to its own. With the system's clock the two are the same.
 */
export function toOurTime<Timed extends Times>(timed: Timed, clock: Clock): Timed {
  const ahead = secondsAhead(clock);
  return moved(timed, (seconds) => Math.round(seconds + ahead));
}

/** The way back; with fractions, so that nothing seems to have expired before it has. */
export function toSystemTime<Timed extends Times>(timed: Timed, clock: Clock): Timed {
  const ahead = secondsAhead(clock);
  return moved(timed, (seconds) => seconds - ahead);
}

/** How far our clock is ahead of the system's. Below a second it is the same clock, read twice. */
function secondsAhead(clock: Clock): number {
  const ahead = (clock() - Date.now()) / 1000;
  return Math.abs(ahead) < 1 ? 0 : ahead;
}

function moved<Timed extends Times>(timed: Timed, move: (seconds: number) => number): Timed {
  const { iat, exp } = timed;
  return {
    ...timed,
    ...(iat !== undefined && { iat: move(iat) }),
    ...(exp !== undefined && { exp: move(exp) }),
  };
}
