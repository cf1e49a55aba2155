import { isJson } from '../../recordings/media-types.ts';
import { isList } from '../outline/envelope.ts';
import type { ListOutline } from '../outline/outline.ts';
import type { Shape } from '../outline/shape.ts';
import type { OpenApiDocument, Part } from './document.ts';
import { parametersOf } from './parameters-of.ts';
import { shapeOfSchema } from './shape-of-schema.ts';

/** The lists of a document, the operations that they are, and what could be one and is none. */
export interface ListsFound {
  readonly lists: readonly ListOutline[];
  readonly operations: readonly Part[];
  readonly leftOut: readonly string[];
}

const PART_NAME = /\{([^{}]*)\}/g;

/** @param base what stands before all paths: `/v1` */
export function listsOf(document: OpenApiDocument, base: string): ListsFound {
  const lists: ListOutline[] = [];
  const operations: Part[] = [];
  const leftOut: string[] = [];
  const paths = document.entries(document.root, 'paths').filter(([path]) => path.startsWith('/'));
  const all = new Set(paths.map(([path]) => withoutNames(path)));
  for (const [path, part] of paths) {
    const get = document.part(part, 'get');
    const answer = get && answerOf(document, get);
    const post = document.part(part, 'post');
    const posted = post && answerOf(document, post);
    const served = servedPath(`${base}${path}`);
    if (posted && isList(posted.shape, path))
      leftOut.push(`POST ${served}: lists that are asked for by POST are not read from a document`);
    if (get === undefined || answer === undefined || !isList(answer.shape, path)) continue;
    operations.push(get);
    lists.push({
      path: served,
      parameters: parametersOf(document, part, get),
      answer: answer.shape,
      headers: answer.headers,
      hasOne: all.has(withoutNames(`${path.replace(/\/$/, '')}/{key}`)),
    });
  }
  return { lists, operations, leftOut };
}

function withoutNames(path: string): string {
  return path.replaceAll(PART_NAME, '{}');
}

/** As the file of a source has paths: parts with names of letters, each once. */
function servedPath(path: string): string {
  const taken = new Set<string>();
  return path.replaceAll(PART_NAME, (_, name: string) => {
    const letters = name.replaceAll(/\W/g, '_').replace(/^(?=\d|$)/, 'part_');
    let free = letters;
    for (let number = 2; taken.has(free); number += 1) free = `${letters}_${number}`;
    taken.add(free);
    return `{${free}}`;
  });
}

interface Answer {
  readonly shape: Shape;
  readonly headers: readonly string[];
}

/** The JSON of a good answer. */
function answerOf(document: OpenApiDocument, operation: Part): Answer | undefined {
  const responses = document.part(operation, 'responses');
  const response =
    responses && ['200', '2XX', '2xx', 'default'].map((one) => document.part(responses, one)).find(Boolean);
  if (!response) return undefined;
  const media = document
    .entries(response, 'content')
    .find(([type]) => isJson(type.split(';', 1)[0] as string) || type === '*/*')?.[1];
  const schema = media && document.part(media, 'schema');
  const headers = document.entries(response, 'headers').map(([name]) => name.toLowerCase());
  return schema && { shape: shapeOfSchema(document, schema), headers };
}
