/** Where a container's service is for programs outside of it. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** The path outside of a file in the playground's folder. */
  outside(path: string): string;
}
