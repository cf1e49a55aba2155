import { cutText } from '../../core/cut-text.ts';

const MOST_LINES = 24;
const WIDTH = 100;

/** JSON for people, indented, cut to what fits; what is no JSON as it is. */
export function shortJson(text: string): string {
  const lines = indented(text).split('\n');
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${cutText(line, WIDTH)}`);
  return [...shown, ...(left > 0 ? [`  … (${left} more lines)`] : [])].join('\n');
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
