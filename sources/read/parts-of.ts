const PART = /\{([^}]*)\}/g;

/** What the parts of a path are called that are others in each request: `customer_id` of `/v1/customers/{customer_id}`. */
export function partsOf(path: string): readonly string[] {
  return [...path.matchAll(PART)].map(([, name = '']) => name);
}
