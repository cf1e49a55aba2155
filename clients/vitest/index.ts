import { expect } from 'vitest';
import { matchers, type PlaygroundMatchers } from '../matchers/matchers.ts';

export { type DestinationOptions, destination, type NamedDestination } from '../matchers/destination.ts';
export type { ExpectedReading } from '../matchers/expected-reading.ts';
export type { PlaygroundMatchers } from '../matchers/matchers.ts';
export type { Source } from '../matchers/source.ts';

expect.extend(matchers);

declare module 'vitest' {
  // The type parameter must be that of the interface that is extended.
  interface Matchers<T> extends PlaygroundMatchers {}
}
