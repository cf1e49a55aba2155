/**
 * An identifier as PostgreSQL stores it. Snowflake keeps names without quotes in capitals where PostgreSQL keeps
 * them small, so capitals in quotes mean the same table as no quotes at all.
 */
export function storedName(identifier: string): string {
  if (!identifier.startsWith('"')) return identifier.toLowerCase();
  const name = identifier.slice(1, -1).replaceAll('""', '"');
  return name === name.toUpperCase() ? name.toLowerCase() : name;
}

/** A stored name as Snowflake shows it: in capitals, unless somebody must have quoted it. */
export function shownName(stored: string): string {
  return stored === stored.toLowerCase() ? stored.toUpperCase() : stored;
}

export function quoteIdentifier(stored: string): string {
  return `"${stored.replaceAll('"', '""')}"`;
}

export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
