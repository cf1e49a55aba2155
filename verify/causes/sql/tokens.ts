const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w.]+|[<>!]=|<>|::|\S/g;
const PARAMETER = /\$(\d+) = (?:'((?:[^']|'')*)'|NULL)/g;
/** Behind it are the values that were bound to its parameters. */
const BOUND = ' -- $1 = ';

/** The words, texts and signs of a statement, with the values of its parameters in their places. */
export function tokensOf(statement: string): readonly string[] {
  const place = statement.lastIndexOf(BOUND);
  if (place === -1) return statement.match(TOKEN) ?? [];
  const values = new Map(
    [...statement.slice(place).matchAll(PARAMETER)].map(([, number, value]) => [number, value]),
  );
  const text = statement.slice(0, place).replaceAll(/\$(\d+)/g, (written, number) => {
    if (!values.has(number)) return written;
    const value = values.get(number);
    return value === undefined ? 'NULL' : `'${value}'`;
  });
  return text.match(TOKEN) ?? [];
}

/** What a statement is without the values that were bound to its parameters. */
export function textOf(statement: string): string {
  const place = statement.lastIndexOf(BOUND);
  return place === -1 ? statement : statement.slice(0, place);
}

/** A name without its schema, its alias and its quotes: `public."Users"` is `Users`. */
export function nameIn(tokens: readonly string[]): string | undefined {
  const last = tokens
    .filter((token) => token !== '.')
    .at(-1)
    ?.split('.')
    .at(-1);
  return last?.replaceAll('"', '');
}

/** What a number or a text in quotes says; undefined of everything else. */
export function valueIn(token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  if (/^\d+$/.test(token)) return token;
  return token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") : undefined;
}
