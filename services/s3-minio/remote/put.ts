import type { S3Endpoints } from '../endpoints.ts';
import type { SeedObject } from '../objects/seed-object.ts';
import { ask } from './ask.ts';

/** Writes an object into the seeded bucket of a store that runs elsewhere. */
export async function put(
  endpoints: S3Endpoints,
  { key, contentType, body }: SeedObject,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await ask(endpoints, {
    method: 'PUT',
    bucket: endpoints.bucket,
    key,
    headers: { ...headers, 'content-type': contentType },
    body: Buffer.from(body),
  });
}
