/** What stands in the place of tokens. */
export interface Replacement {
  readonly sql: string;
  /** How many tokens it stands for. */
  readonly length: number;
}
