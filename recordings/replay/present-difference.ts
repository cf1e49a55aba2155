import { cutText } from '../../core/cut-text.ts';
import type { Difference } from './differences.ts';

const MOST_LETTERS = 60;

/** `query 'page' is '3', recorded was '2'` */
export function presentDifference({ place, asked, recorded }: Difference): string {
  const shown = (value: string): string => `'${cutText(value, MOST_LETTERS)}'`;
  if (asked === undefined) return `${place} is missing, recorded was ${shown(recorded ?? '')}`;
  if (recorded === undefined) return `${place} is ${shown(asked)}, and was not there in the recording`;
  return `${place} is ${shown(asked)}, recorded was ${shown(recorded)}`;
}
