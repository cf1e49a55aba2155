import type { Template } from '../declaration.ts';
import { placeIn } from '../read/template.ts';

const NULL = 'null';

/**
 * Writes a template as JSON. A member whose place may be left out is, where it is null.
 *
 * @param values what is put in its places, as JSON
 */
export function writeTemplate(template: Template, values: Readonly<Record<string, string>>): string {
  if (typeof template === 'string') {
    const place = placeIn(template);
    if (place !== undefined) return values[place.name] ?? NULL;
    return JSON.stringify(template.startsWith('$$') ? template.slice(1) : template);
  }
  if (Array.isArray(template))
    return `[${template.map((part: Template) => writeTemplate(part, values)).join(',')}]`;
  if (typeof template !== 'object' || template === null) return JSON.stringify(template);
  const members = Object.entries(template).flatMap(([name, part]) => {
    const text = writeTemplate(part as Template, values);
    return text === NULL && isOptional(part) ? [] : [`${JSON.stringify(name)}:${text}`];
  });
  return `{${members.join(',')}}`;
}

function isOptional(part: unknown): boolean {
  return typeof part === 'string' && (placeIn(part)?.isOptional ?? false);
}
