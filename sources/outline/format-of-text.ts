const FORMATS: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['uuid', /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i],
  ['date-time', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?$/i],
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['email', /^[^\s@]{1,64}@[^\s@]{1,200}\.[a-z]{2,20}$/i],
  ['uri', /^https?:\/\/\S+$/i],
  ['ipv4', /^(?:\d{1,3}\.){3}\d{1,3}$/],
];

/** What a text is, by the names that JSON Schema has for formats; undefined of any other text. */
export function formatOfText(text: string): string | undefined {
  return FORMATS.find(([, pattern]) => pattern.test(text))?.[0];
}
