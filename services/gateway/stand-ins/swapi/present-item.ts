import type { Column, Row, Table, Value } from '../../../../fixtures/table.ts';

/** The one number that the service does not write as text. */
const WRITTEN_AS_NUMBER = 'episode_id';

/** An item as the service writes it: numbers as text, and links as addresses below `root` (`https://swapi.dev/api`). */
export function presentItem({ columns }: Table, resource: string, row: Row, root: string): Row {
  const fields = columns
    .filter(({ name }) => name !== 'id')
    .map((column) => [column.name, presentValue(column, row[column.name] ?? null, root)]);
  return { ...Object.fromEntries(fields), url: addressOf(root, resource, row['id'] ?? null) };
}

function presentValue({ name, type, references }: Column, value: Value, root: string): Value {
  if (value === null) return null;
  if (references !== undefined) {
    const resource = references.slice(references.indexOf('.') + 1);
    return Array.isArray(value)
      ? value.map((id: Value) => addressOf(root, resource, id))
      : addressOf(root, resource, value);
  }
  if (type.kind === 'timestamp') return microseconds(String(value));
  return typeof value === 'number' && name !== WRITTEN_AS_NUMBER ? String(value) : value;
}

function addressOf(root: string, resource: string, id: Value): string {
  return `${root}/${resource}/${id}/`;
}

/** The service is written in Python, whose times have six decimals. */
function microseconds(time: string): string {
  return time.replace('Z', '.000000Z');
}
