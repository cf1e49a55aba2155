/** A client that asks the same again and again, and is never patient for long. */
export interface Load {
  /** How often it was answered, and what it was told instead, in the order in which that came. */
  readonly answers: number;
  readonly errors: readonly unknown[];
  stop(): Promise<void>;
}

/** How long a client waits for an answer before it says itself that there was none. */
const PATIENCE_MS = 4000;

/** Asks without a pause until it is stopped. */
export function loadOf(ask: () => Promise<unknown>): Load {
  const errors: unknown[] = [];
  let answers = 0;
  let goesOn = true;
  const ended = (async () => {
    while (goesOn) {
      try {
        await impatient(ask());
        answers += 1;
      } catch (error) {
        errors.push(error);
        // A refused connection comes back at once: others may want the processor, too.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  })();
  return {
    get answers() {
      return answers;
    },
    errors,
    stop() {
      goesOn = false;
      return ended;
    },
  };
}

/** Rejects with `no answer` when there is none in time; whatever comes later comes too late. */
async function impatient(answer: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
  answer.catch(() => undefined);
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}
