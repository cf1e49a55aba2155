import { jest } from '@jest/globals';

// A container takes seconds to start, and more on a machine that is busy with other suites.
jest.setTimeout(180_000);

/** The all-in-one image; `build-images` has made it. */
export const IMAGE = process.env['PLAYGROUND_IMAGE'] || 'connector-playground';

/** The image of a single source; PostgreSQL's is the official one. */
export function imageOf(
  source: 'api' | 'key-vault' | 'gateway' | 'redshift' | 'bastion' | 's3' | 'postgres',
): string {
  return source === 'postgres' ? 'postgres:17-trixie' : `${IMAGE}-${source}`;
}
