import { nameIn, tokensOf } from './tokens.ts';

/** What stands behind the first FROM of a SELECT that is in no parentheses: `public.users`, or a call. */
interface Read {
  readonly names: readonly string[];
  readonly isCall: boolean;
  readonly selected: readonly string[];
  readonly rest: readonly string[];
}

function readIn(statement: string): Read | undefined {
  const tokens = tokensOf(statement);
  if (!/^select$/i.test(tokens[0] ?? '')) return undefined;
  let depth = 0;
  const from = tokens.findIndex((token) => {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    return depth === 0 && /^from$/i.test(token);
  });
  if (from === -1) return undefined;
  const [first = '', second, third = '', fourth] = tokens.slice(from + 1);
  const isSplit = second === '.';
  return {
    names: isSplit ? [first, third] : first.split('.'),
    isCall: first === '(' || (isSplit ? fourth : second) === '(',
    selected: tokens.slice(1, from),
    rest: tokens.slice(from + (isSplit ? 4 : 2)),
  };
}

/** The table whose rows a SELECT reads, with its schema where that is said; undefined of what is no table. */
export function tableRead(statement: string): readonly string[] | undefined {
  const read = readIn(statement);
  return read && !read.isCall ? read.names.map((name) => nameIn([name]) ?? '') : undefined;
}

/** Whether a SELECT reads something else than rows of a table: what a function gives, keys alone, or what columns there are. */
export function readsNoRows(statement: string, key: string): boolean {
  const read = readIn(statement);
  if (read === undefined) return false;
  const isLook = /^limit [01]$/i.test(read.rest.join(' '));
  return read.isCall || isLook || (read.selected.length === 1 && nameIn(read.selected) === key);
}
