/** What Jest and Vitest want of a matcher. */
export interface MatcherOutcome {
  readonly pass: boolean;
  /** Asked for where the outcome is not the wanted one: with `.not` it is `pass`. */
  message(): string;
}
