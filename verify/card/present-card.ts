import type { CardLine } from './card.ts';
import { badgeLine } from './report-card.ts';

const MARKS = { pass: '✓', warn: '!', fail: '✗', 'not seen': '·' };

/** A line for each check: what it is, what was found, and by which requests. */
export function presentCard(card: readonly CardLine[]): string {
  const [families, names] = [
    Math.max(...card.map(({ family }) => family.length)),
    Math.max(...card.map(({ name }) => name.length)),
  ];
  const lines = card.map(({ family, name, result, says, requests }, index) => {
    const shownFamily = card[index - 1]?.family === family ? '' : family;
    const numbers = requests.length > 0 ? ` (${requests.map((number) => `#${number}`).join(', ')})` : '';
    return `  ${shownFamily.padEnd(families)}  ${MARKS[result]} ${name.padEnd(names)}  ${result === 'not seen' ? 'not seen: ' : ''}${says}${numbers}`;
  });
  return [badgeLine(card), '', ...lines, ''].join('\n');
}
