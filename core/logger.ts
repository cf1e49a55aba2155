/** What an event is about: plain JSON values only, so that a line can be read by a machine. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Takes note of an event. Services are given one and never write to the console themselves. What a client sent may stand
 * in a field as it came: secrets are masked once for all (`masking-logger.ts`).
 */
export type Logger = (event: string, fields: LogFields) => void;

/** The default: says nothing. */
export const silentLogger: Logger = () => undefined;
