/** Where a request points: at the service, a bucket, or an object in it. */
export interface ObjectAddress {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** Whether the bucket was named by the host and not by the path. */
  readonly virtualHost: boolean;
}

/** Hosts of AWS itself: `s3.amazonaws.com`, `s3.eu-west-1.amazonaws.com`, older `s3-eu-west-1`, dual stack. */
const AMAZON_HOST = /^(?:(?<bucket>.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]+)?\.amazonaws\.com$/;
const LOCAL_HOST = /^(?:(?<bucket>.+?)\.)?(?:s3\.)?localhost$/;

/** The bucket that a Host header names, as in `bucket.s3.localhost:9000`; undefined for path style. */
function bucketOfHost(host: string): string | undefined {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  const bucket = (AMAZON_HOST.exec(name) ?? LOCAL_HOST.exec(name))?.groups?.['bucket'];
  // `s3.localhost` is the service itself.
  return bucket === 's3' ? undefined : bucket;
}

/**
 * @param path decoded; slashes are kept as they are, because `a//b`, `/a` and `a/` are three different keys
 */
export function objectAddressOf(host: string, path: string): ObjectAddress {
  const hostBucket = bucketOfHost(host);
  if (hostBucket !== undefined) {
    return { bucket: hostBucket, key: path.slice(1) || undefined, virtualHost: true };
  }
  const slash = path.indexOf('/', 1);
  const bucket = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const key = slash === -1 ? '' : path.slice(slash + 1);
  return { bucket: bucket || undefined, key: key || undefined, virtualHost: false };
}
