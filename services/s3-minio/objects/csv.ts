type Cell = string | number;

/** CSV after RFC 4180, but with LF at the end of a line, as most exports have it. */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return Array.from([header, ...rows], (row) => `${row.map(toCell).join(',')}\n`).join('');
}

function toCell(value: Cell): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
