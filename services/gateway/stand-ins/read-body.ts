import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

const MOST_BYTES = 1024 * 1024;
/** No body that an imitated API takes is deeper, and some thousands of levels cannot be written as JSON again. */
const DEEPEST = 100;

/**
 * Reads a request's body as text, unpacking gzip. How long that may take is the gateway's to say (`bodyTimeoutMs`). Gives `undefined` for a body above 1 MiB (packed or not) or
 * one that does not unpack: no imitated API takes such a body, and each has its own way to say so. It can be asked for again.
 */
export function readBody(request: IncomingMessage): Promise<string | undefined> {
  const known = bodies.get(request) ?? readOnce(request);
  bodies.set(request, known);
  return known;
}

const bodies = new WeakMap<IncomingMessage, Promise<string | undefined>>();

async function readOnce(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const packed = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return packed.toString('utf8');
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a request's body as a JSON object of at most 100 levels; `undefined` when it is anything else. */
export async function readJsonObject(request: IncomingMessage): Promise<JsonObject | undefined> {
  try {
    const value: unknown = JSON.parse((await readBody(request)) ?? '');
    return isJsonObject(value) && hasLevels(value, DEEPEST) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value has no more than so many levels of objects and arrays. */
function hasLevels(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((each) => hasLevels(each, most - 1));
}
