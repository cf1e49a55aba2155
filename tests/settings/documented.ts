import { readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const HEADER =
  '| setting | command | Node.js | environment | testcontainers | Python | default | what it does |';
const COLUMNS = [
  'setting',
  'command',
  'node',
  'environment',
  'testcontainers',
  'python',
  'fallback',
  'does',
] as const;

export type DocumentedSetting = Readonly<Record<(typeof COLUMNS)[number], string>>;

export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** The rows of docs/settings.md: those of a playground first, then all the others. */
export function documentedSettings(): { ofPlayground: DocumentedSetting[]; all: DocumentedSetting[] } {
  const [, ...tables] = read('docs/settings.md').split(HEADER);
  const rows = tables.map((table) => (table.split('\n\n')[0] ?? '').split('\n').slice(2).map(rowOf));
  return { ofPlayground: rows[0] ?? [], all: rows.flat() };
}

/** The names in backticks of a cell. */
export function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** The rows of the table of names of version 0.1, both without further words. */
export function formerNames(): { before: string; now: string }[] {
  const [, table = ''] = read('docs/settings.md').split('| then | now |');
  return [...table.matchAll(/^\| `([\w-]+)[^`]*` \| `([\w-]+)` \|$/gm)].map(([, before = '', now = '']) => ({
    before,
    now,
  }));
}

function rowOf(line: string): DocumentedSetting {
  const cells = line.split('|').slice(1, -1);
  return Object.fromEntries(
    COLUMNS.map((name, index) => [name, (cells[index] ?? '').trim()]),
  ) as DocumentedSetting;
}
