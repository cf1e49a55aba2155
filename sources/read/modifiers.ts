import { wrong } from '../../core/faults/written.ts';
import { kinds } from '../../fixtures/declared/kinds.ts';
import type { DeclaredColumn } from '../../fixtures/declared/table-declaration.ts';

type Modified = Pick<DeclaredColumn, 'format' | 'zone' | 'options'>;

const FORMATS = [
  'iso',
  'iso-ms',
  'iso-offset',
  'iso-local',
  'space',
  'date',
  'epoch',
  'epoch-ms',
  'rfc-1123',
] as const;
const RANGE = /^(-?\d+(?:\.\d+)?)\.\.(-?\d+(?:\.\d+)?)$/;
const TIMES: readonly string[] = ['created', 'updated', 'deleted', 'time', 'day'];

/**
 * What words behind a kind say of it: `created epoch-ms`, `whole 1..9`, `code cus_`, `money cents`, `parent name`, `column address`.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for a word that says nothing of that kind
 */
export function modified(kind: string, words: readonly string[], where: string): Modified {
  const all = words.map((word) => {
    const said = saidBy(kind, word);
    if (said !== undefined) return said;
    throw wrong(where, `a kind with words that it knows (${kind} ${waysOf(kind)})`, word);
  });
  return Object.assign({}, ...all);
}

function saidBy(kind: string, word: string): Modified | undefined {
  if (TIMES.includes(kind)) {
    const format = FORMATS.find((one) => one === word);
    if (format !== undefined) return { format };
    return isZone(word) ? { zone: word } : undefined;
  }
  const range = RANGE.exec(word);
  if ((kind === 'whole' || kind === 'decimal') && range)
    return { options: { least: Number(range[1]), most: Number(range[2]) } };
  if (kind === 'code') return { options: { prefix: word } };
  if (kind === 'money' && ['text', 'cents'].includes(word)) return { options: { as: word } };
  if (kind === 'parent' || kind === 'column') return { options: { column: word } };
  return undefined;
}

function isZone(word: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: word });
    return word.includes('/') || word === 'UTC';
  } catch {
    return false;
  }
}

function waysOf(kind: string): string {
  if (TIMES.includes(kind)) return `with ${FORMATS.join(', ')} or a zone such as Europe/Berlin`;
  if (kind === 'whole' || kind === 'decimal') return 'with a range such as 1..9';
  if (kind === 'code') return 'with its prefix';
  if (kind === 'money') return 'with text or cents';
  if (kind === 'parent') return 'with a column of it';
  if (kind === 'column') return 'with a column of the table whose rows these are';
  return `alone; there are ${Object.keys(kinds).length} kinds`;
}
