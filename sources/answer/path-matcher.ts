const PART = /\{([$\w]+)\}/g;

/** Tells the values of the parts of a path, such as `/customers/{id}`; undefined of another path. */
export function matcherOf(path: string): (asked: string) => Readonly<Record<string, string>> | undefined {
  const pattern = new RegExp(
    `^${path
      .split(PART)
      .map((part, index) => (index % 2 === 0 ? literal(part) : `(?<${part}>[^/]+)`))
      .join('')}$`,
  );
  return (asked) => {
    const found = pattern.exec(asked);
    return found ? decoded(found.groups ?? {}) : undefined;
  };
}

function decoded(parts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, decodedPart(part)]));
}

function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
