const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const TIME = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';

/** The one form that is sent, and the two old ones that must be understood (RFC 9110, 5.6.7). */
const FORMS = [
  new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) ${TIME} GMT$`),
  new RegExp(`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** ms since 1970; undefined when the text is no date of HTTP, and then the header that holds it means nothing. */
export function parseHttpDate(text: string): number | undefined {
  const found = FORMS.map((form) => form.exec(text.trim())?.groups).find((groups) => groups !== undefined);
  if (!found) return undefined;
  const month = MONTHS.indexOf(found['month'] ?? '');
  const [year, day, hour, minute, second] = ['year', 'day', 'hour', 'minute', 'second'].map((name) =>
    Number(found[name]),
  ) as [number, number, number, number, number];
  const time = Date.UTC(fullYear(year), month, day, hour, minute, second);
  // A 31 February would be a day in March.
  const isReal =
    month >= 0 && new Date(time).getUTCDate() === day && hour < 24 && minute < 60 && second <= 60;
  return isReal ? time : undefined;
}

/** Two digits stand for the year of that ending that is not more than 50 years ahead. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  const thisYear = new Date().getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + year;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
