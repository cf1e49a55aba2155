/** From when on a request wants rows by their stamps. */
export interface Bound {
  /** ms since 1970 */
  readonly time: number;
  /** Whether it wants those after it alone, and not those of that very instant. */
  readonly isStrict: boolean;
}

/** Whether rows with this stamp (ms since 1970) are not among those that are wanted. */
export function isBeyond({ time, isStrict }: Bound, stamp: number): boolean {
  return time > stamp || (isStrict && time === stamp);
}
