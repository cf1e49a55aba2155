import { describe, expect, it } from '@jest/globals';
import { runSharing } from '../../../cli/run/run-sharing.ts';

const never = new AbortController().signal;

/** Tasks that end when they are told to, and notes which are running. */
function tasks() {
  const ends = new Map<string, () => void>();
  return {
    running: () => [...ends.keys()].join(''),
    run: (task: string) =>
      new Promise<string>((resolve) => {
        ends.set(task, () => {
          ends.delete(task);
          resolve(task.toUpperCase());
        });
      }),
    async end(...names: string[]) {
      for (const name of names) ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

describe('runSharing', () => {
  it('runs as many at once as it may, and gives results in the order of the tasks', async () => {
    const { running, run, end } = tasks();
    const results = runSharing(['a', 'b', 'c'], { jobs: 2, disturbs: () => false, signal: never }, run);
    expect(running()).toBe('ab');
    await end('b');
    expect(running()).toBe('ac');
    await end('c', 'a');
    expect(await results).toEqual(['A', 'B', 'C']);
  });

  it('lets wait what would be disturbed, and goes on with the next', async () => {
    const { running, run, end } = tasks();
    const disturbs = (one: string, other: string) => `${one}${other}`.includes('x');
    const results = runSharing(['a', 'x', 'b'], { jobs: 3, disturbs, signal: never }, run);
    expect(running()).toBe('ab');
    await end('a');
    expect(running()).toBe('b');
    await end('b');
    expect(running()).toBe('x');
    await end('x');
    expect(await results).toEqual(['A', 'X', 'B']);
  });

  it('begins nothing more when it is aborted, and waits for what runs', async () => {
    const { running, run, end } = tasks();
    const abort = new AbortController();
    const results = runSharing(['a', 'b'], { jobs: 1, disturbs: () => false, signal: abort.signal }, run);
    abort.abort();
    await end('a');
    expect(running()).toBe('');
    expect(await results).toEqual(['A']);
  });
});
