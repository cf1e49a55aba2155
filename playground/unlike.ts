/**
 * Says where a value has another form than a sample: `api.url is no URL`. Undefined when it has the same; it may then
 * have more fields. Elements of a list are compared with the first of the sample's, and what is a URL there must be one.
 */
export function unlike(sample: unknown, value: unknown, at = 'it'): string | undefined {
  if (typeof sample === 'string') {
    if (typeof value !== 'string') return `${at} is not a text`;
    return sample.includes('://') && !URL.canParse(value) ? `${at} is no URL` : undefined;
  }
  if (typeof sample !== 'object' || sample === null) {
    return typeof value === typeof sample ? undefined : `${at} is no ${typeof sample}`;
  }
  if (Array.isArray(sample)) {
    if (!Array.isArray(value)) return `${at} is not a list`;
    return firstOf(value.map((element, index) => unlike(sample[0], element, `${at}[${index}]`)));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} is not an object`;
  const fields = value as Record<string, unknown>;
  return firstOf(Object.entries(sample).map(([name, field]) => unlike(field, fields[name], under(at, name))));
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((difference) => difference !== undefined);
}

function under(at: string, name: string): string {
  return at === 'it' ? name : `${at}.${name}`;
}
