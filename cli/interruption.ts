import { constants } from 'node:os';

/** What shells answer for a program that a signal ended. */
const SIGNALLED = 128;

/** 128 and the number of the signal: 130 for Ctrl-C, 143 for SIGTERM. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return SIGNALLED + constants.signals[signal];
}

/** The end of a command that was asked to stop before it had done what it was called for. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly exitCode: number;

  constructor(message: string, signal: NodeJS.Signals) {
    super(message);
    this.exitCode = exitCodeOf(signal);
  }
}
