import { cutText, LONGEST_QUOTE } from '../../../core/cut-text.ts';
import { badParameter } from './errors.ts';
import type { SecretChange } from './secret.ts';

/** https://learn.microsoft.com/azure/key-vault/secrets/about-secrets and general/service-limits */
const MOST_VALUE_BYTES = 25 * 1024;
const MOST_TAGS = 15;
const LONGEST_TAG = 256;
const LONGEST_CONTENT_TYPE = 255;
const LATEST_TIME = 253_402_300_799;

type Json = Readonly<Record<string, unknown>>;

export function isSecretName(name: string): boolean {
  return /^[\da-z-]{1,127}$/i.test(name);
}

/** @throws VaultError 400 */
export function parseName(name: string): string {
  if (isSecretName(name)) return name;
  throw badParameter(
    `The request URI contains an invalid name: ${cutText(name, LONGEST_QUOTE)}. A name is 1 to 127 letters, digits and hyphens.`,
  );
}

/** The value of a secret to set, from a body. @throws VaultError 400 */
export function parseValue(body: Json): string {
  const value = body['value'];
  if (typeof value !== 'string') throw invalid('value', 'must be text and is required');
  const sizeBytes = Buffer.byteLength(value);
  if (sizeBytes <= MOST_VALUE_BYTES) return value;
  throw invalid('value', `has ${sizeBytes} bytes; the limit is ${MOST_VALUE_BYTES}`);
}

/** What a body says besides the value; `null` counts as not said. @throws VaultError 400 */
export function parseChange(body: Json): SecretChange {
  const attributes = objectAt(body, 'attributes') ?? {};
  const enabled = attributes['enabled'] ?? undefined;
  if (enabled !== undefined && typeof enabled !== 'boolean')
    throw invalid('attributes.enabled', 'must be a boolean');
  const notBefore = timeAt(attributes, 'nbf');
  const expires = timeAt(attributes, 'exp');
  const contentType = contentTypeIn(body);
  const tags = tagsIn(body);
  return {
    ...(enabled !== undefined && { enabled }),
    ...(notBefore !== undefined && { notBefore }),
    ...(expires !== undefined && { expires }),
    ...(contentType !== undefined && { contentType }),
    ...(tags && { tags }),
  };
}

function contentTypeIn(body: Json): string | undefined {
  const contentType = body['contentType'] ?? undefined;
  if (contentType === undefined) return undefined;
  if (typeof contentType === 'string' && contentType.length <= LONGEST_CONTENT_TYPE) return contentType;
  throw invalid('contentType', `must be text of at most ${LONGEST_CONTENT_TYPE} characters`);
}

function tagsIn(body: Json): Record<string, string> | undefined {
  const tags = objectAt(body, 'tags');
  if (!tags) return undefined;
  const isTag = (text: unknown) => typeof text === 'string' && text.length <= LONGEST_TAG;
  const entries = Object.entries(tags);
  if (entries.length <= MOST_TAGS && entries.flat().every(isTag)) return tags as Record<string, string>;
  throw invalid('tags', `must be at most ${MOST_TAGS} pairs of texts of at most ${LONGEST_TAG} characters`);
}

function timeAt(attributes: Json, key: string): number | undefined {
  const time = attributes[key] ?? undefined;
  if (time === undefined) return undefined;
  if (typeof time === 'number' && Number.isInteger(time) && time >= 0 && time <= LATEST_TIME) return time;
  throw invalid(`attributes.${key}`, 'must be a whole number of seconds since 1970');
}

function objectAt(body: Json, key: string): Json | undefined {
  const value = body[key] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Json;
  throw invalid(key, 'must be an object');
}

function invalid(property: string, complaint: string) {
  return badParameter(`Property ${property} has an invalid value: it ${complaint}.`);
}
