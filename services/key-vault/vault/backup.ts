import { createHmac, timingSafeEqual } from 'node:crypto';
import { badParameter } from './errors.ts';
import type { Secret } from './secret.ts';

const SIGNATURE_BYTES = 32;

/**
 * A secret with all its versions as one opaque text (base64url, which the SDKs decode to bytes). Signed, so
 * that only what a vault wrote can be restored; any playground with the same client secret can read it.
 */
export function presentBackup(secret: Secret, clientSecret: string): string {
  const content = Buffer.from(JSON.stringify({ name: secret.name, versions: secret.versions }));
  return Buffer.concat([signatureOf(content, clientSecret), content]).toString('base64url');
}

/** @throws VaultError 400 for what `presentBackup` did not write */
export function parseBackup(body: Readonly<Record<string, unknown>>, clientSecret: string): Secret {
  const { value } = body;
  if (typeof value !== 'string') throw badParameter('Property value must be the text that a backup gave.');
  const blob = Buffer.from(value, 'base64url');
  const signature = blob.subarray(0, SIGNATURE_BYTES);
  const content = blob.subarray(SIGNATURE_BYTES);
  const expected = signatureOf(content, clientSecret);
  if (signature.length === SIGNATURE_BYTES && timingSafeEqual(signature, expected)) {
    return JSON.parse(content.toString('utf8'));
  }
  throw badParameter('The backup is damaged, or comes from a vault with another client secret.');
}

function signatureOf(content: Buffer, clientSecret: string): Buffer {
  return createHmac('sha256', `connector-playground backup ${clientSecret}`).update(content).digest();
}
