const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV with its line end. Fields are quoted as RFC 4180 says, and only where it says so; lines
 * end in LF, as in the original.
 */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\n`;
}

function csvField(field: string): string {
  return NEEDS_QUOTES.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
