const DAY_S = 86_400;

/** In how many parts a time counts a second. */
export type PerSecond = 1e3 | 1e6 | 1e9;

/** A day since 1970-01-01 as ISO 8601. */
export function dayText(day: number): string {
  const date = new Date(day * DAY_S * 1000);
  if (Number.isNaN(date.getTime())) return `day ${day}`;
  const text = date.toISOString();
  return text.slice(0, text.indexOf('T'));
}

/**
 * A function for times since 1970 as ISO 8601, with as many decimals as they have. It keeps the text of a day: the next time
 * is often of the same.
 */
export function timeText(perSecond: PerSecond, zone: 'Z' | ''): (time: bigint) => string {
  let [lastDay, lastText] = [0, dayText(0)];
  const perDay = perSecond * DAY_S;
  return (time) => {
    const [day, rest] = divided(time, perDay);
    if (day !== lastDay) [lastDay, lastText] = [day, dayText(day)];
    return `${lastText}T${clockText(rest, perSecond)}${zone}`;
  };
}

/** A time since midnight, with as many decimals as it has: `01:02:03.5`. */
export function clockText(time: number | bigint, perSecond: PerSecond): string {
  const rest = Number(time);
  const seconds = Math.floor(rest / perSecond);
  const fraction = rest - seconds * perSecond;
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (fraction === 0) return text;
  return `${text}.${String(perSecond + fraction)
    .slice(1)
    .replace(/0+$/, '')}`;
}

/** By floats where they are exact, which is several times as fast. */
function divided(time: bigint, perDay: number): [day: number, rest: number] {
  const number = Number(time);
  if (Number.isSafeInteger(number)) {
    const day = Math.floor(number / perDay);
    return [day, number - day * perDay];
  }
  const rest = BigInt(perDay);
  const positive = ((time % rest) + rest) % rest;
  return [Number((time - positive) / rest), Number(positive)];
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
