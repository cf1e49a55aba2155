const MINUTE = 60_000;

/** How far a time zone's clocks are ahead of UTC at an instant, in minutes; negative in America. */
function offsetMinutes(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(
    time,
  );
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const match = /^GMT([+-])(\d\d):(\d\d)$/.exec(text);
  // Plain "GMT" is what a zone without an offset is called.
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** What clocks show in a time zone at an instant, as the UTC fields of the returned date. */
export function wallClock(time: number, timeZone: string): Date {
  return new Date(time + offsetMinutes(time, timeZone) * MINUTE);
}

/** The instant at which the clocks of a time zone show what the UTC fields of `wall` say. */
export function instantOf(wall: number, timeZone: string): number {
  // The first guess can be on the wrong side of a change to or from summer time; the second is not.
  const guess = wall - offsetMinutes(wall, timeZone) * MINUTE;
  return wall - offsetMinutes(guess, timeZone) * MINUTE;
}

/** `-08:00`, as ISO 8601 writes an offset; without the separator as RFC 822 does. */
export function offsetText(time: number, timeZone: string, separator: '' | ':'): string {
  const minutes = offsetMinutes(time, timeZone);
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${separator}${twoDigits(size % 60)}`;
}

/** `2026-11-24T06:00:00-08:00` */
export function isoWithOffset(time: number, timeZone: string): string {
  return `${wallClock(time, timeZone).toISOString().slice(0, 19)}${offsetText(time, timeZone, ':')}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
