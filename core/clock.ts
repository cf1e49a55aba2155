/** Tells the time in milliseconds since 1970-01-01T00:00:00Z. A parameter everywhere, so that tests own time. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();
