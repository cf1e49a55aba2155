import { parse } from 'yaml';
import { PlaygroundError } from '../../core/playground-error.ts';

const NAME = /(^|,)\s*([\w-]+)=/g;

/**
 * Reads `route=people,page=3` as `{ route: 'people', page: 3 }`; values are YAML. One word without `=` stays a word.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` that names the option and the text
 */
export function parseInlineMap(option: string, text: string): unknown {
  if (/^[\w-]+$/.test(text)) return text;
  const named = text.replaceAll(NAME, '$1 $2: ');
  try {
    if (named !== text) return parse(`{${named}}`);
  } catch {
    // Said below.
  }
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${option} must be as in name=value,name=value, but is '${text}'.`,
  );
}
