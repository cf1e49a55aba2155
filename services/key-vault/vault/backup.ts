import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { backupTooLarge, badParameter } from './errors.ts';
import type { Secret } from './secret.ts';

/** What a body may have that brings a backup back. */
export const MOST_RESTORE_BYTES = 24 * 1024 * 1024;
/** The most versions that Azure backs up: https://learn.microsoft.com/azure/key-vault/general/backup */
const MOST_VERSIONS = 500;
const ROOM_FOR_JSON_BYTES = 64;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The key under which backups are sealed. It follows from a secret that no client of the vault knows and that
 * survives a restart, so that no client can make a backup up, and one from yesterday still comes back.
 */
export function backupKeyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'connector-playground key-vault backups', 32));
}

/**
 * A secret with all its versions as one opaque text (base64url, which the SDKs decode to bytes): encrypted and
 * authenticated, as Azure's backups are, which only a vault of the same subscription can read.
 *
 * @throws VaultError 400 for one that could not be restored for its size
 */
export function presentBackup({ name, versions }: Secret, key: Buffer): string {
  if (versions.length > MOST_VERSIONS) {
    throw backupTooLarge(`It has ${versions.length} versions; the limit is ${MOST_VERSIONS}`);
  }
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const sealed = [cipher.update(JSON.stringify({ name, versions }), 'utf8'), cipher.final()];
  const text = Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
  if (text.length + ROOM_FOR_JSON_BYTES > MOST_RESTORE_BYTES) {
    throw backupTooLarge(`Its backup would have ${text.length} bytes; the limit is ${MOST_RESTORE_BYTES}`);
  }
  return text;
}

/** @throws VaultError 400 for what `presentBackup` did not write, to the letter */
export function parseBackup(body: Readonly<Record<string, unknown>>, key: Buffer): Secret {
  const { value } = body;
  if (typeof value !== 'string')
    throw badParameter('Property value must be the text that a backup returned.');
  const blob = Buffer.from(value, 'base64url');
  const isWhole = blob.toString('base64url') === value.replace(/={1,2}$/, '');
  if (!isWhole || blob.length < NONCE_BYTES + TAG_BYTES) throw notOurs();
  const decipher = createDecipheriv(CIPHER, key, blob.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(blob.subarray(-TAG_BYTES));
  const opened = decipher.update(blob.subarray(NONCE_BYTES, -TAG_BYTES));
  return JSON.parse(Buffer.concat([opened, finalOf(decipher)]).toString('utf8'));
}

function finalOf(decipher: { final(): Buffer }): Buffer {
  try {
    return decipher.final();
  } catch {
    throw notOurs();
  }
}

function notOurs() {
  return badParameter('The backup is damaged, or comes from a vault of another playground.');
}
