/**
 * The whole number that a client's text is, in decimal digits alone; undefined when it is none, or out of bounds.
 * `Number` would take `0x10`, `1e1`, blanks and the empty text as well.
 */
export function parseWholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}
