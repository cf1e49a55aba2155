import type { ServiceName, StartedEndpoints } from '../manifests.ts';

/** The services whose data the container that holds the clock of a living world brings along, and resets. */
export const HELD: readonly ServiceName[] = ['postgres', 's3'];

/**
 * Where the container answers that holds the clock, if the world lives: the one that fills the store. Undefined for
 * services that are no containers.
 */
export function holderUrlOf({ s3 }: StartedEndpoints): string | undefined {
  return s3?.resetUrl === undefined ? undefined : new URL(s3.resetUrl).origin;
}
