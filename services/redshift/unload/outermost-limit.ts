import { tokensOf } from './tokens.ts';

/** Whether a query limits its rows itself, and not only within parentheses. @throws SqlError */
export function hasOutermostLimit(query: string): boolean {
  let depth = 0;
  for (const { kind, value } of tokensOf(query, 'doubled')) {
    if (value === '(' && kind === 'sign') depth += 1;
    if (value === ')' && kind === 'sign') depth -= 1;
    if (value === 'limit' && kind === 'word' && depth === 0) return true;
  }
  return false;
}
