import path from 'node:path';
import { createPlayground, type Playground } from 'connector-playground';
import { run } from '../../cli/program.ts';
import { type FakeSync, fakeConnector, fakeSdk } from './fake-sdk.ts';
import { type TestTerminal, testTerminal } from './test-terminal.ts';

/** What a connector does that is as the public example `hello` is expected to be, and one that is not. */
export const HELLO: readonly FakeSync[] = [{ tables: { hello: { rows: 1, written: 1 } }, state: {} }];
export const WRONG: readonly FakeSync[] = [{ tables: { hello: { rows: 2, written: 2 } }, state: {} }];

/** A playground, an SDK that does what is written in its connectors, and a terminal in front of them. */
export interface RunBench extends AsyncDisposable {
  readonly terminal: TestTerminal;
  readonly playground: Playground<'api' | 'gateway'>;
  /** Runs `playground run` with these arguments and an SDK that does what is written in its connectors. */
  run(...argv: string[]): Promise<number>;
  connector(name: string, syncs: readonly FakeSync[]): Promise<string>;
}

export async function runBench(): Promise<RunBench> {
  const terminal = await testTerminal({ PATH: process.env['PATH'], HOME: '/home/of/the/user' });
  const playground = await createPlayground({
    services: ['api', 'gateway'],
    directory: path.join(terminal.directory, '.playground'),
    records: 7,
  });
  await fakeSdk(path.join(terminal.directory, 'venv'));
  return {
    terminal,
    playground,
    run: (...argv) => run(['run', '--venv', 'venv', ...argv], terminal),
    connector: (name, syncs) => fakeConnector(path.join(terminal.directory, name), syncs),
    async [Symbol.asyncDispose]() {
      await playground.stop();
      await terminal[Symbol.asyncDispose]();
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: what the document holds is what the tests are about
export const documentOf = ({ output }: TestTerminal): any => JSON.parse(output);
