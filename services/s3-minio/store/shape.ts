/** Says why a value is not as it must be, or undefined. The reason names the place, never the value. */
export type Check = (value: unknown, place: string) => string | undefined;

/** The last instant that a Date can hold, ms since 1970. */
const LAST_INSTANT_MS = 8.64e15;

export const anyText: Check = (value, place) =>
  typeof value === 'string' ? undefined : `${place} is no text`;
export const someText: Check = (value, place) =>
  typeof value === 'string' && value !== '' ? undefined : `${place} is no text, or an empty one`;
export const truth: Check = (value, place) =>
  typeof value === 'boolean' ? undefined : `${place} is neither true nor false`;
export const instant: Check = (value, place) =>
  typeof value === 'number' && Math.abs(value) <= LAST_INSTANT_MS ? undefined : `${place} is no time`;

export function wholeFrom(least: number, most: number): Check {
  return (value, place) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `${place} is no whole number from ${least} to ${most}`;
}

export function matching(form: RegExp, name: string): Check {
  return (value, place) =>
    typeof value === 'string' && form.test(value) ? undefined : `${place} is not ${name}`;
}

export function oneOf(texts: readonly string[]): Check {
  return (value, place) =>
    typeof value === 'string' && texts.includes(value)
      ? undefined
      : `${place} is none of ${texts.join(', ')}`;
}

export function optional(check: Check): Check {
  return (value, place) => (value === undefined ? undefined : check(value, place));
}

export function listOf(check: Check): Check {
  return (value, place) =>
    Array.isArray(value)
      ? firstOf(value.map((item, index) => check(item, `${place}[${index}]`)))
      : `${place} is no list`;
}

/** An object whose values are all alike. */
export function recordOf(check: Check): Check {
  return (value, place) =>
    isRecord(value)
      ? firstOf(Object.entries(value).map(([name, item]) => check(item, `${place}.${name}`)))
      : `${place} is no object`;
}

/** An object with these members; others are let be. */
export function shape(members: Readonly<Record<string, Check>>): Check {
  return (value, place) =>
    isRecord(value)
      ? firstOf(Object.entries(members).map(([name, check]) => check(value[name], `${place}.${name}`)))
      : `${place} is no object`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
