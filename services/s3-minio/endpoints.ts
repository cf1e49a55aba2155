import { type Place, urlAt } from '../../core/place.ts';

/** What a client of the object store needs. */
export interface S3Endpoints {
  /** Serves path style and, where the name resolves, `bucket.localhost` and `bucket.s3.localhost`. */
  readonly url: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The bucket that holds the seeded objects. */
  readonly bucket: string;
  /** Where a reset is asked for; left out where the store itself can do it. */
  readonly resetUrl?: string;
}

/** A store as clients elsewhere must have it. */
export function s3At(inside: S3Endpoints, place: Place): S3Endpoints {
  return { ...inside, url: urlAt('http', place) };
}
