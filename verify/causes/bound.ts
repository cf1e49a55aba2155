/** From when on a request wants rows by their stamps. */
export interface Bound {
  /** ms since 1970 */
  readonly time: number;
  /** Whether it wants those after it alone, and not those of that very instant. */
  readonly isStrict: boolean;
}

/** Stamps have whole seconds. */
const SECOND_MS = 1000;

/** Whether rows with this stamp (ms since 1970) are not among those that are wanted. */
export function isBeyond({ time, isStrict }: Bound, stamp: number): boolean {
  return time > stamp || (isStrict && time === stamp);
}

/** Whether just what is later than a stamp is wanted: after it, or from the next second on. */
export function isJustAfter({ time, isStrict }: Bound, stamp: number): boolean {
  return isStrict ? time === stamp : time === stamp + SECOND_MS;
}

/** Whether all that is later than a stamp is wanted. */
export function hasAllAfter(bound: Bound, stamp: number): boolean {
  return bound.time <= stamp || isJustAfter(bound, stamp);
}
