import { askReset } from '../../core/control/ask-reset.ts';
import type { S3Endpoints } from './endpoints.ts';
import { RESET_PATH } from './reset-path.ts';

/** Brings the seeded state back, over the wire: other buckets and uploads go, changed objects return. */
export async function resetS3(endpoints: Pick<S3Endpoints, 'url' | 'resetUrl'>): Promise<void> {
  await askReset({ service: 's3', url: endpoints.resetUrl ?? new URL(RESET_PATH, endpoints.url) });
}
