import { endOfBlank } from '../unload/blank.ts';

const WORD = 'unload';

/** Whether a statement, of which more may come, is an UNLOAD: its first word says so. */
export function beginsWithUnload(statement: Buffer): 'yes' | 'no' | 'perhaps' {
  if (beginsWithAnotherLetter(statement)) return 'no';
  const text = statement.toString('latin1');
  const start = endOfBlank(text, 0);
  const word = text.slice(start, start + WORD.length).toLowerCase();
  // Half of what begins a comment.
  if (word === '-' || word === '/') return 'perhaps';
  if (!WORD.startsWith(word)) return 'no';
  const next = text[start + WORD.length];
  if (next === undefined) return 'perhaps';
  return /[\w$\u0080-\u00ff]/.test(next) ? 'no' : 'yes';
}

/** Most statements do. */
function beginsWithAnotherLetter(statement: Buffer): boolean {
  const letter = (statement[0] ?? 0) | 0x20;
  return letter >= 0x61 && letter <= 0x7a && letter !== WORD.charCodeAt(0);
}
