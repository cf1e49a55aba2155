/** One thing that was looked at. `remedy` is the way out where it is not well. */
export interface Finding {
  readonly subject: string;
  readonly well: boolean;
  readonly state: string;
  readonly remedy?: string;
}
