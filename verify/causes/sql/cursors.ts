import type { Asked } from '../asked.ts';

const DECLARE = /^\s*declare\s+("[^"]+"|\w+)\s[\w\s]*\bcursor\b[\w\s]*\bfor\s+/i;
const FETCH = /^\s*fetch\s+(?:forward\s+)?(?:(\d+|all|next)\s+)?(?:from\s+|in\s+)?("[^"]+"|\w+)/i;

/** What a cursor of the database reads. */
export interface DeclaredCursor {
  readonly declared: Asked;
  /** The statement whose rows it has. */
  readonly statement: string;
}

/** Whether a statement makes a cursor, whose rows are fetched by others. */
export function isDeclaration({ target }: Asked): boolean {
  return DECLARE.test(target ?? '');
}

/** The cursors by whose names statements have fetched rows, by the statement that did it. */
export function cursorsOf(asked: readonly Asked[]): ReadonlyMap<Asked, DeclaredCursor> {
  const known = new Map<string, DeclaredCursor>();
  const fetched = new Map<Asked, DeclaredCursor>();
  for (const one of asked) {
    if (one.operation !== 'query') continue;
    const target = one.target ?? '';
    const [head, name] = DECLARE.exec(target) ?? [];
    if (head !== undefined && name !== undefined)
      known.set(unquoted(name), { declared: one, statement: target.slice(head.length) });
    const cursor = known.get(unquoted(FETCH.exec(target)?.[2] ?? ''));
    if (cursor) fetched.set(one, cursor);
  }
  return fetched;
}

/** How many rows a statement fetches; infinitely many where it wants all that are left. */
export function fetchedBy({ target }: Asked): number {
  const [, count = '1'] = FETCH.exec(target ?? '') ?? [];
  if (/^all$/i.test(count)) return Number.POSITIVE_INFINITY;
  return /^next$/i.test(count) ? 1 : Number(count);
}

function unquoted(name: string): string {
  return name.replaceAll('"', '').toLowerCase();
}
