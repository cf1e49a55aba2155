/** All that a command may do to the outside. Tests give their own. */
export interface Terminal {
  write(text: string): void;
  writeError(text: string): void;
  /** Whether somebody is reading, who can see colours. */
  readonly colours: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the command was called in. */
  readonly directory: string;
  /** Resolves when the command is asked to stop (Ctrl-C, SIGTERM). */
  interrupted(): Promise<void>;
}

export function processTerminal(): Terminal {
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    colours: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    env: process.env,
    directory: process.cwd(),
    interrupted: () =>
      new Promise((resolve) => {
        process.once('SIGINT', () => resolve());
        process.once('SIGTERM', () => resolve());
      }),
  };
}
