import type { VerifyFile } from '../verify/mapping/verify-file.ts';
import { MemoryDestination, type MemoryWriter } from './memory-destination.ts';
import type { Source, Subject } from './subject.ts';

/** What a connector keeps from one sync to the next: JSON. */
type State = Record<string, unknown>;

/** What one sync of a connector in this process has at hand. */
export interface SyncRun extends Source {
  /** To be changed; it is kept at a checkpoint and at the good end. */
  readonly state: State;
  readonly destination: MemoryWriter;
  /** Rows and state up to here stay, whatever happens to the sync. */
  checkpoint(): void;
}

/** A connector as a function of this process: one call is one sync, and it throws to report a failure. */
export type SyncFunction = (run: SyncRun) => Promise<void>;

export interface FunctionOptions {
  /** The declared keys of its tables; of others it is `id`. */
  readonly keys?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly mapping?: VerifyFile;
}

export function functionSubject(sync: SyncFunction, { keys, mapping }: FunctionOptions = {}): Subject {
  const destination = new MemoryDestination(keys);
  let kept = '{}';
  return {
    ...(mapping && { mapping }),
    async sync(source) {
      const state = JSON.parse(kept) as State;
      const writer = destination.writer();
      const checkpoint = (): void => {
        if (source.signal.aborted) return;
        writer.flush();
        kept = JSON.stringify(state);
      };
      await untilAborted(sync({ ...source, state, destination: writer, checkpoint }), source.signal);
      checkpoint();
    },
    destination: async () => destination,
    stateSize: async () => Buffer.byteLength(kept),
    async [Symbol.asyncDispose]() {},
  };
}

/** A function cannot be killed: nobody waits for it any more, and nothing that it writes is kept. */
async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  work.catch(() => undefined);
  signal.throwIfAborted();
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
