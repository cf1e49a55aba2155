import { RESET_PATH } from './app.ts';
import type { S3Endpoints } from './endpoints.ts';
import { signedFetch } from './signature/signed-fetch.ts';

/** Brings the seeded state back, over the wire: other buckets and uploads go, changed objects return. */
export async function resetS3(endpoints: S3Endpoints): Promise<void> {
  const response = await signedFetch(endpoints, 'POST', RESET_PATH);
  if (!response.ok) {
    throw new Error(`${endpoints.url} refused the reset with ${response.status}: ${await response.text()}`);
  }
}
