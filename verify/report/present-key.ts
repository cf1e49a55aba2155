/** A key as reports show it: its only value, or all of them with their names. */
export function presentKey(key: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(key);
  const [first] = entries;
  if (entries.length === 1 && first) return String(first[1]);
  return entries.map(([name, value]) => `${name} ${String(value)}`).join(' ');
}

/** An instant as reports show it. */
export function presentInstant(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
