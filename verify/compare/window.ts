/**
 * When a sync looked at the source, in the time of the world (ms since 1970). A row that can be seen during all of it must be
 * in the destination; one that can be seen at any time in it may be; and its content must be a version that was true then.
 */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** The instants at which something was asked, in order: tables that change all the time are looked at as of each. */
  readonly instants: readonly number[];
}

export function pointInTime(at: number): Window {
  return { from: at, to: at, instants: [] };
}
