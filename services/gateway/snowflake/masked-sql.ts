/**
 * Text literals and comments; quoted identifiers are passed over whole, so that a quote in one begins nothing. In
 * Snowflake a backslash escapes in a literal, and `$$` begins one in which nothing does.
 */
const OPAQUE =
  /'(?:[^'\\]|''|\\[\s\S])*'|\$\$[\s\S]*?\$\$|--[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"/g;

/** A statement whose literals are hidden behind marks, so that the rest can be rewritten without meeting them. */
export interface MaskedSql {
  readonly text: string;
  /** Puts the literals back, in PostgreSQL's words. */
  restore(rewritten: string): string;
  /** Puts the literals back as they were written. */
  original(part: string): string;
}

/** Hides literals behind marks of NUL, which no statement has, and takes comments out. */
export function maskSql(sql: string): MaskedSql {
  const literals: string[] = [];
  const text = sql.replaceAll('\0', '').replaceAll(OPAQUE, (found) => {
    if (found.startsWith('"')) return found;
    if (!found.startsWith("'") && !found.startsWith('$')) return ' ';
    literals.push(found);
    return `\0${literals.length - 1}\0`;
  });
  const putBack = (masked: string, written: (literal: string) => string): string =>
    masked.replaceAll(/\0(\d+)\0/g, (_, index) => written(literals[Number(index)] ?? ''));
  return {
    text,
    restore: (rewritten) => putBack(rewritten, postgresLiteral),
    original: (part) => putBack(part, (literal) => literal),
  };
}

/** In PostgreSQL only a literal with an `E` before it has escapes, which are the same. */
function postgresLiteral(literal: string): string {
  return literal.startsWith("'") && literal.includes('\\') ? `E${literal}` : literal;
}
