import { Writable } from 'node:stream';
import type { Terminal } from '../../cli/terminal.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A terminal that remembers what was written and is interrupted when the test says so. */
export interface TestTerminal extends Terminal, AsyncDisposable {
  readonly output: string;
  readonly errors: string;
  interrupt(): void;
}

export async function testTerminal(env: Terminal['env'] = {}): Promise<TestTerminal> {
  const directory = await temporaryDirectory();
  let output = '';
  let errors = '';
  const { promise, resolve } = deferred();
  return {
    env,
    colours: false,
    directory: directory.path,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    stream: () =>
      new Writable({
        write(chunk: Buffer, _encoding, taken) {
          output += chunk.toString();
          taken();
        },
      }),
    interrupted: () => promise,
    interrupt: () => resolve('SIGINT'),
    get output() {
      return output;
    },
    get errors() {
      return errors;
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  };
}

function deferred(): { promise: Promise<NodeJS.Signals>; resolve: (signal: NodeJS.Signals) => void } {
  let resolve: (signal: NodeJS.Signals) => void = () => undefined;
  const promise = new Promise<NodeJS.Signals>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
