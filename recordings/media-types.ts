/** Whether a body of this type is JSON: `application/json`, `application/vnd.api+json`. */
export function isJson(type: string): boolean {
  return type.endsWith('/json') || type.endsWith('+json');
}

/** Whether it is a JSON value in each line. */
export function isJsonLines(type: string): boolean {
  return /\/(?:x-)?(?:ndjson|jsonl|jsonlines|json-lines)$/.test(type);
}

export function isForm(type: string): boolean {
  return type === 'application/x-www-form-urlencoded';
}

/** Whether bytes are text in UTF-8, which a HAR file has as it is. */
export function isText(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
}
