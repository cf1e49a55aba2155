/** Text literals and comments; quoted identifiers are passed over whole, so that a quote in one begins nothing. */
const OPAQUE = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"/g;

/** A statement whose literals are hidden behind marks, so that the rest can be rewritten without meeting them. */
export interface MaskedSql {
  readonly text: string;
  /** Puts the literals back. */
  restore(rewritten: string): string;
}

/** Hides literals behind marks of NUL, which no statement has, and takes comments out. */
export function maskSql(sql: string): MaskedSql {
  const literals: string[] = [];
  const text = sql.replaceAll('\0', '').replaceAll(OPAQUE, (found) => {
    if (found.startsWith('"')) return found;
    if (!found.startsWith("'")) return ' ';
    literals.push(found);
    return `\0${literals.length - 1}\0`;
  });
  return {
    text,
    restore: (rewritten) => rewritten.replaceAll(/\0(\d+)\0/g, (_, index) => literals[Number(index)] ?? ''),
  };
}
