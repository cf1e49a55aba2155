import type { Terminal } from './terminal.ts';

/** A command that is about to be run. */
export interface PlannedCommand {
  readonly argv: readonly string[];
  /** The folder it will be run in. */
  readonly directory: string;
  /** What it would have without a playground. */
  readonly env: Terminal['env'];
}
