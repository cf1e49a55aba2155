/** Seconds of the world in a real second, at most. */
export const FASTEST_RATE = 1_000_000;

/** Whether a clock can run at a rate: 0 (it stands still) to {@link FASTEST_RATE}; 1 is real time. */
export function isClockRate(rate: number): boolean {
  return rate >= 0 && rate <= FASTEST_RATE;
}

/** The rate that a text says; undefined where it says none. */
export function parseClockRate(text: string): number | undefined {
  const rate = Number(text);
  return text.trim() !== '' && isClockRate(rate) ? rate : undefined;
}
