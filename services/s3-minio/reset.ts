import { systemClock } from '../../core/clock.ts';
import { askReset } from '../../core/control/ask-reset.ts';
import { signRequest } from '../../core/signature-v4/sign-request.ts';
import type { S3Endpoints } from './endpoints.ts';
import { RESET_PATH } from './reset-path.ts';

/** Brings the seeded state back, over the wire: other buckets and uploads go, changed objects return. */
export async function resetS3(endpoints: S3Endpoints): Promise<void> {
  const url = new URL(endpoints.resetUrl ?? new URL(RESET_PATH, endpoints.url));
  const request = { method: 'POST', rawPath: url.pathname, query: [], headers: { host: url.host } };
  await askReset({ service: 's3', url, headers: signRequest(request, endpoints, systemClock()) });
}
