interface Sharing<Task> {
  /** How many tasks at once. */
  readonly jobs: number;
  /** Whether two tasks must not run at the same time. */
  disturbs(one: Task, other: Task): boolean;
  /** No more tasks are begun once it is aborted. */
  readonly signal: AbortSignal;
}

/**
 * Runs tasks side by side, as far as they do not disturb each other; in their order where there is a choice.
 *
 * @param run must not reject
 * @returns the results in the order of the tasks, without those of tasks that were not begun
 */
export async function runSharing<Task, Result>(
  tasks: readonly Task[],
  { jobs, disturbs, signal }: Sharing<Task>,
  run: (task: Task) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<Task, Result>();
  const running = new Map<Task, Promise<void>>();
  const waiting = [...tasks];
  const begin = async (task: Task): Promise<void> => {
    results.set(task, await run(task));
    running.delete(task);
  };
  while (waiting.length + running.size > 0) {
    const next =
      signal.aborted || running.size >= jobs
        ? undefined
        : waiting.find((task) => [...running.keys()].every((other) => !disturbs(task, other)));
    if (next !== undefined) {
      waiting.splice(waiting.indexOf(next), 1);
      running.set(next, begin(next));
    } else if (running.size > 0) {
      await Promise.race(running.values());
    } else {
      break;
    }
  }
  return tasks.filter((task) => results.has(task)).map((task) => results.get(task) as Result);
}
