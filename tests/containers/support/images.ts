import { jest } from '@jest/globals';

// A container takes seconds to start, and more on a machine that is busy with other suites.
jest.setTimeout(180_000);

/** The tag of the images; `build-images` has made them. */
export const VERSION = process.env['PLAYGROUND_VERSION'] || 'latest';

/** The all-in-one image. */
export const IMAGE = `connector-playground:${VERSION}`;

/** The image of a single source; PostgreSQL's is the official one. */
export function imageOf(
  source: 'api' | 'key-vault' | 'gateway' | 'redshift' | 'bastion' | 's3' | 'postgres',
): string {
  return source === 'postgres' ? 'postgres:17-trixie' : `connector-playground-${source}:${VERSION}`;
}
