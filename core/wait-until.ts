import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until `probe` gives something other than `undefined` or `false`, or the deadline passes.
 *
 * @param what names the thing waited for in the error, as in "waited 5000 ms for the server to accept"
 */
export async function waitUntil<Result>(
  what: string,
  probe: () => Promise<Result | undefined | false> | Result | undefined | false,
  { timeoutMs = 10_000, intervalMs = 20 }: { timeoutMs?: number; intervalMs?: number } = {},
): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined && result !== false) return result;
    if (performance.now() >= deadline) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await delay(intervalMs);
  }
}
