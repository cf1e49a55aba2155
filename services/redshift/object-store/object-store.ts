import type { Signer } from '../../../core/signature-v4/sign-request.ts';

/** Where S3 is, or what speaks its protocol, and who the door is there. */
export interface ObjectStore extends Signer {
  /** `http://127.0.0.1:9000`; buckets are asked for by path. */
  readonly url: string;
}
