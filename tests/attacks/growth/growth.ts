/** How many different names a client comes with. */
const NAMES = 20_000;

/** Something that a client can make grow: a row of the table in `docs/security.md`. */
export interface Growth {
  readonly where: string;
  readonly what: string;
  /** As the table has it: `1,000`, `32 MiB`. */
  readonly bound: string;
  /** Where it is tried with less. */
  readonly most?: number;
  /** Comes with 20,000 names, or with as many beyond the bound as there is time for, and counts what is kept then, in the unit of the bound. */
  grow(): Promise<number> | number;
  /** Whether the newest name, and somebody who comes now, are served, or are told what to do. */
  serves(): Promise<boolean> | boolean;
}

export function eachName<Result>(make: (name: string, index: number) => Result, names = NAMES): Result[] {
  return Array.from({ length: names }, (_, index) => make(`name-${index}`, index));
}

/** What a bound says: a number, of bytes where it has a unit. */
export function amountOf(bound: string): number {
  const [, digits = '', unit] = /^([\d,]+)( MiB)?$/.exec(bound) ?? [];
  return Number(digits.replaceAll(',', '')) * (unit ? 1024 * 1024 : 1);
}
