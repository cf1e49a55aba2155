import { EntryError, isObject, type JsonObject } from './har-value.ts';

/**
 * The body of a request: its text, or the parameters of its form. Not part of HAR 1.2: `_encoding` (and mitmproxy's
 * `encoding`) `base64`, for bytes that are no text.
 *
 * @throws EntryError for what is no text, or a form with files that has no text
 */
export function readPostData(request: JsonObject): Buffer {
  const { postData } = request;
  if (!isObject(postData)) return Buffer.alloc(0);
  const { text, params, mimeType, encoding, _encoding = encoding } = postData;
  if (typeof text === 'string' && (text !== '' || !isFilled(params))) return bytesOf(text, _encoding);
  if (!isFilled(params)) return Buffer.alloc(0);
  if (String(mimeType).startsWith('multipart/'))
    throw new EntryError("'request.postData' is a form with files without 'text'");
  const form = new URLSearchParams();
  for (const parameter of params) {
    if (isObject(parameter)) form.append(String(parameter['name'] ?? ''), String(parameter['value'] ?? ''));
  }
  return Buffer.from(form.toString());
}

/** The body of an answer; undefined where its content was not saved, although there was some. */
export function readContent(response: JsonObject): Buffer | undefined {
  const { content } = response;
  const { text, encoding, size } = isObject(content) ? content : {};
  if (typeof text === 'string') return bytesOf(text, encoding);
  // -1 is not known. What has no body needs none.
  return typeof size === 'number' && size > 0 ? undefined : Buffer.alloc(0);
}

function bytesOf(text: string, encoding: unknown): Buffer {
  if (
    encoding === undefined ||
    encoding === null ||
    encoding === '' ||
    encoding === 'utf8' ||
    encoding === 'utf-8'
  )
    return Buffer.from(text);
  if (encoding === 'base64') return Buffer.from(text, 'base64');
  throw new EntryError(
    `the encoding of a body is ${JSON.stringify(encoding)}, and must be 'base64' or nothing`,
  );
}

function isFilled(params: unknown): params is readonly unknown[] {
  return Array.isArray(params) && params.length > 0;
}
