import type { Writable } from 'node:stream';
import { hasCode } from '../core/playground-error.ts';
import { GatheredWrites } from './gathered-writes.ts';
import { exitCodeOf } from './interruption.ts';
import { keepsRunning, watchParent } from './parent.ts';

/** All that a command may do to the outside. Tests give their own. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** Where something is written that is too long to wait in memory, after all that was written before. */
  stream(): Writable & { readonly isTTY?: boolean };
  /** Whether somebody is reading, who can see colours. */
  readonly colours: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the command was called in. */
  readonly directory: string;
  /**
   * Resolves when the command is asked to stop: with the signal, or the one that stands for a reader (SIGPIPE), a
   * terminal or a parent (SIGHUP) that went away. A second SIGINT or SIGTERM ends the process at once.
   */
  interrupted(): Promise<NodeJS.Signals>;
}

export function processTerminal(): Terminal {
  const output = guardedOutput();
  const writes = new GatheredWrites((text) => void process.stdout.write(text));
  process.on('exit', () => writes.flush());
  return {
    write: (text) => writes.write(text),
    writeError: (text) => {
      writes.flush();
      process.stderr.write(text);
    },
    stream: () => {
      writes.flush();
      return process.stdout;
    },
    colours: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    env: process.env,
    directory: process.cwd(),
    interrupted: () =>
      new Promise((resolve) => {
        let isAsked = false;
        const ask = (signal: NodeJS.Signals): void => {
          if (isAsked) process.exit(exitCodeOf(signal));
          isAsked = true;
          resolve(signal);
        };
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask);
        process.on('SIGHUP', () => {
          if (!keepsRunning()) resolve('SIGHUP');
        });
        void output.then(() => resolve('SIGPIPE'));
        watchParent(() => resolve('SIGHUP'));
      }),
  };
}

/**
 * Resolves when nobody reads the output any more. What is written then is dropped; so it is, without an end to the
 * command, when its terminal is gone (EIO), because a program may outlive that on purpose.
 */
function guardedOutput(): Promise<void> {
  return new Promise((resolve) => {
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error) => {
        if (hasCode(error, 'EPIPE')) resolve();
      });
    }
  });
}
