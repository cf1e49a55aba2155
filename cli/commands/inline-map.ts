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
  try {
    const map: unknown = parse(`{${text.replaceAll(NAME, '$1 $2: ')}}`);
    if (NAME.test(text)) return map;
  } catch {
    // Said below.
  } finally {
    NAME.lastIndex = 0;
  }
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `${option} must be as in name=value,name=value, but is '${text}'.`,
  );
}
