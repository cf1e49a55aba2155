/** So many times a second something is sent, if not less than a byte at once. */
const TIMES_A_SECOND = 10;

/** How many bytes are sent at once, of so many a second. */
export function bytesAtOnce(perSecond: number): number {
  return Math.max(1, Math.floor(perSecond / TIMES_A_SECOND));
}

/** How long so many bytes take, in ms. */
export function timeFor(bytes: number, perSecond: number): number {
  return (bytes / perSecond) * 1000;
}
