const HOUR_MS = 3_600_000;

/**
 * A zone in which clocks show the same an hour after an instant (ms since 1970), because they are set back in between;
 * undefined where there is none.
 */
export function zoneRepeating(time: number): string | undefined {
  return Intl.supportedValuesOf('timeZone').find((zone) => {
    const clock = clockOf(zone);
    return clock.format(time) === clock.format(time + HOUR_MS);
  });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, clock);
  return clock;
}
