import { hasCode } from '../core/playground-error.ts';
import { keepsRunning, watchParent } from './parent.ts';

/** All that a command may do to the outside. Tests give their own. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** Whether somebody is reading, who can see colours. */
  readonly colours: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the command was called in. */
  readonly directory: string;
  /** Resolves when the command is asked to stop (Ctrl-C, SIGTERM, a terminal, reader or parent that went away). */
  interrupted(): Promise<void>;
}

/** 128 and the number of SIGINT, as shells have it. */
const INTERRUPTED_TWICE = 130;

export function processTerminal(): Terminal {
  const output = guardedOutput();
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    colours: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    env: process.env,
    directory: process.cwd(),
    interrupted: () =>
      new Promise((resolve) => {
        let isAsked = false;
        const ask = (): void => {
          if (isAsked) process.exit(INTERRUPTED_TWICE);
          isAsked = true;
          resolve();
        };
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask);
        process.on('SIGHUP', () => {
          if (!keepsRunning()) resolve();
        });
        void output.then(resolve);
        watchParent(resolve);
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
