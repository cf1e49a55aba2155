import { expect } from '@jest/globals';
import { matchers, type PlaygroundMatchers } from '../matchers/matchers.ts';

export { type DestinationOptions, destination, type NamedDestination } from '../matchers/destination.ts';
export type { ExpectedReading } from '../matchers/expected-reading.ts';
export type { PlaygroundMatchers } from '../matchers/matchers.ts';
export type { Source } from '../matchers/source.ts';

expect.extend(matchers);

declare module 'expect' {
  // The type parameters must be those of the interface that is extended.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PlaygroundMatchers {}
}

declare global {
  /** Of `@types/jest`, for those who use `expect` without importing it. */
  namespace jest {
    interface Matchers<R, T> extends PlaygroundMatchers {}
  }
}
