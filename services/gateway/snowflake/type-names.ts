/** PostgreSQL's names for Snowflake's types, where they differ. */
const NAMES: Readonly<Record<string, string>> = {
  NUMBER: 'numeric',
  STRING: 'text',
  TINYINT: 'smallint',
  BYTEINT: 'smallint',
  DOUBLE: 'double precision',
  DATETIME: 'timestamp',
  TIMESTAMP_NTZ: 'timestamp',
  TIMESTAMP_LTZ: 'timestamptz',
  TIMESTAMP_TZ: 'timestamptz',
  BINARY: 'bytea',
  VARBINARY: 'bytea',
  VARIANT: 'jsonb',
  OBJECT: 'jsonb',
};
/** Of these Snowflake's have a size that PostgreSQL's lack. */
const SIZELESS = ['text', 'bytea', 'jsonb', 'smallint'];
/** What a number without digits is. */
const WHOLE_NUMBER = '(38,0)';

const TYPE = String.raw`([a-z_]+)\b(?!\s+PRECISION)(\s*\([\d\s,]*\))?`;
const AFTER_COLONS = new RegExp(String.raw`(::\s*)${TYPE}`, 'gi');
/** The end of a `CAST`, or of a subquery whose last column is named like a type. */
const BEFORE_PARENTHESIS = new RegExp(String.raw`(\bAS\s+)${TYPE}(?=\s*\))`, 'gi');

/** Writes the types of a query's casts as PostgreSQL knows them. Literals must be masked. */
export function withPostgresTypes(query: string): string {
  return query
    .replaceAll(AFTER_COLONS, translated)
    .replaceAll(BEFORE_PARENTHESIS, (found, before: string, name: string, size: string, offset: number) =>
      isInCast(query, offset) ? translated(found, before, name, size) : found,
    );
}

function translated(found: string, before: string, name: string, size = ''): string {
  const type = NAMES[name.toUpperCase()];
  if (type === undefined) return found;
  if (SIZELESS.includes(type)) return before + type;
  return `${before}${type}${size || (type === 'numeric' ? WHOLE_NUMBER : '')}`;
}

/** Whether the innermost parenthesis that is open at a place belongs to a `CAST`. */
function isInCast(query: string, place: number): boolean {
  let depth = 0;
  for (let index = place - 1; index >= 0; index -= 1) {
    if (query[index] === ')') depth += 1;
    if (query[index] === '(' && depth === 0) return /\bCAST\s*$/i.test(query.slice(0, index));
    if (query[index] === '(') depth -= 1;
  }
  return false;
}
