/** Elements that JSON has without quotes. */
const BARE = ['bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric'];
const JSON_TYPES = ['json', 'jsonb'];
/** A brace, a comma, an element in quotes, or one without (https://www.postgresql.org/docs/17/arrays.html#ARRAYS-IO). */
const TOKEN = /[{},]|"((?:[^"\\]|\\[\s\S])*)"|[^{},"]+/g;

/**
 * A PostgreSQL array as the JSON text that Snowflake has for one.
 *
 * @param text `{1,2}`, in a result's text form
 * @param element PostgreSQL's name of the type of the elements
 */
export function presentArray(text: string, element: string): string {
  // Bounds that do not begin with 1 are written before the array; Snowflake's have none.
  const whole = text.replace(/^[^{]*=/, '');
  return whole.replaceAll(TOKEN, (token, quoted: string | undefined) => {
    if (token === '{') return '[';
    if (token === '}') return ']';
    if (token === ',') return ',';
    if (quoted === undefined && token === 'NULL') return 'null';
    return presentElement(quoted === undefined ? token : quoted.replaceAll(/\\([\s\S])/g, '$1'), element);
  });
}

function presentElement(text: string, type: string): string {
  if (JSON_TYPES.includes(type)) return text;
  if (type === 'bool') return text === 't' ? 'true' : 'false';
  return BARE.includes(type) && /^-?\d/.test(text) ? text : JSON.stringify(text);
}
