import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { waitUntil } from '../../core/wait-until.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const COMMAND = path.join(ROOT, 'dist/cli/main.js');

/** Every service on a port of its own choice, so that nothing on this machine is in the way. */
export const ANY_PORTS = 'api=0,postgres=0,bastion=0,s3=0,key-vault=0,gateway=0,redshift=0';

interface Event {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The built command as it runs; stopped at the end of its scope. */
export interface StartedCommand extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly errors: string;
  /** What it has logged by now. */
  events(name: string): Event[];
  /** Its exit code, once it has ended; it has 10 s for that if nothing else is said. */
  end(deadline?: { readonly timeoutMs: number }): Promise<number>;
}

export function startCommand(...args: string[]): StartedCommand {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<number>((resolve) => {
    child.once('close', (code) => resolve(code ?? -1));
  });
  return {
    child,
    get errors() {
      return errors;
    },
    events: (name) =>
      output
        .split('\n')
        .slice(0, -1)
        .filter((line) => line.includes(`"event":"${name}"`))
        .map((line) => JSON.parse(line)),
    async end(deadline?: { readonly timeoutMs: number }) {
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
      await waitUntil('the end of the command', hasEnded, deadline);
      return ended;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
