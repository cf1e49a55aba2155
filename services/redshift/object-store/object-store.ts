import type { Signer } from '../../../core/signature-v4/sign-request.ts';

/** The address of S3, or of a store that speaks its protocol, and the proxy's credentials there. */
export interface ObjectStore extends Signer {
  /** `http://127.0.0.1:9000`; buckets are asked for by path. */
  readonly url: string;
}
