import { RunningLine } from '../running-line.ts';

/** Is told how the trials of a project go on, each by its name. */
export interface TrialProgress extends Disposable {
  began(name: string): void;
  /** @param line stays, with a line break at its end */
  ended(name: string, line?: string): void;
  /** Writes what stays. */
  say(line: string): void;
}

interface Watching {
  write(text: string): void;
  /** Whether somebody sees lines change. */
  readonly isWatched: boolean;
  readonly total: number;
  /** In ms, since any instant. */
  now(): number;
}

const SHOWN_EVERY_MS = 1000;

/**
 * A line for each scenario that has ended, and for somebody who watches one below them: how many have ended, for how many
 * seconds trials have been running, and what is running now.
 */
export function trialProgress({ write, isWatched, total, now }: Watching): TrialProgress {
  const done = new Set<string>();
  const startedAt = now();
  const seconds = (): number => Math.floor((now() - startedAt) / 1000);
  const line = new RunningLine({
    ...{ write, isWatched },
    says: (names) => `[${done.size}/${total}] ${seconds()} s  ${names.join(', ')}`,
  });
  const ticking = isWatched ? setInterval(() => line.show(), SHOWN_EVERY_MS) : undefined;
  return {
    began: (name) => line.began(name),
    ended(name, text) {
      if (text !== undefined) done.add(name);
      line.ended(name, text);
    },
    say: (text) => line.ended('', text),
    [Symbol.dispose]() {
      clearInterval(ticking);
      line.clear();
    },
  };
}
