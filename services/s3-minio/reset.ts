import { systemClock } from '../../core/clock.ts';
import { signRequest } from '../../core/signature-v4/sign-request.ts';
import type { S3Endpoints } from './endpoints.ts';
import { RESET_PATH } from './reset-path.ts';

/** Brings the seeded state back, over the wire: other buckets and uploads go, changed objects return. */
export async function resetS3(endpoints: S3Endpoints): Promise<void> {
  const url = new URL(endpoints.resetUrl ?? new URL(RESET_PATH, endpoints.url));
  const request = { method: 'POST', rawPath: url.pathname, query: [], headers: { host: url.host } };
  const headers = signRequest(request, endpoints, systemClock());
  const response = await fetch(url, { method: 'POST', headers });
  if (!response.ok) {
    throw new Error(`${endpoints.url} refused the reset with ${response.status}: ${await response.text()}`);
  }
}
