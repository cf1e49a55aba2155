/** What a resource is called within its source: `customers` of `acme.customers`. */
export function shortNameOf({ name }: { readonly name: string }): string {
  return name.slice(name.indexOf('.') + 1);
}
