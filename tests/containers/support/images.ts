import { jest } from '@jest/globals';

// A container takes seconds to start, and more on a machine that is busy with other suites.
jest.setTimeout(180_000);

/** The all-in-one image; `build-images` has made it. */
export const IMAGE = process.env['PLAYGROUND_IMAGE'] || 'connector-playground';
