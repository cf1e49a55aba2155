import { mediaTypeOf, type RecordedRequest } from '../exchange.ts';
import { isForm, isJson, isJsonLines } from '../media-types.ts';

/** A value of a request that is compared. */
export interface Part {
  /** Where it is, for people: `query 'since'`, `field 'grant_type'`, `body.filter.since`. */
  readonly place: string;
  /** By which name rules know it; undefined for a body that is no list of values. */
  readonly name: string | undefined;
  readonly value: string;
}

const DEEPEST = 100;

/** Everything that tells two requests for one path apart: the parameters of the query, and the values of the body. */
export function partsOf(request: RecordedRequest): Part[] {
  const query = [...new URL(request.url).searchParams].map(
    ([name, value]): Part => ({ place: `query '${name}'`, name, value }),
  );
  return [...query, ...partsOfBody(request)].sort(byPlace);
}

/** In the order of places: parameters and members have none of their own. Values of one place keep theirs. */
function byPlace(one: Part, other: Part): number {
  if (one.place === other.place) return 0;
  return one.place < other.place ? -1 : 1;
}

function partsOfBody({ body, fields }: RecordedRequest): Part[] {
  if (body.length === 0) return [];
  const type = mediaTypeOf(fields);
  const text = body.toString('utf8');
  if (isForm(type)) {
    return [...new URLSearchParams(text)].map(([name, value]) => ({ place: `field '${name}'`, name, value }));
  }
  const value = isJson(type) || /^\s{0,64}[[{]/.test(text) ? jsonOf(text) : undefined;
  if (value !== undefined && !isJsonLines(type)) return partsOfJson(value);
  return [{ place: 'body', name: undefined, value: withoutBoundary(text, type) }];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Its leaves, each with the way to it. */
function partsOfJson(root: unknown): Part[] {
  const parts: Part[] = [];
  const visit = (value: unknown, place: string, name: string | undefined, depth: number): void => {
    const isLeaf = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
    if (isLeaf || depth === DEEPEST) {
      parts.push({ place, name, value: typeof value === 'string' ? value : shortened(value) });
    } else if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) visit(each, `${place}[${index}]`, name, depth + 1);
    } else {
      for (const [key, each] of Object.entries(value)) visit(each, `${place}.${key}`, key, depth + 1);
    }
  };
  visit(root, 'body', undefined, 0);
  return parts;
}

/** What is deeper than anybody writes is not compared. */
function shortened(value: unknown): string {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
    ? '…'
    : JSON.stringify(value);
}

/** The boundary of a form with files is new in each request (RFC 7578, section 4.1). */
function withoutBoundary(text: string, type: string): string {
  const boundary = type.startsWith('multipart/') ? /^--([^\r\n]{1,70})/.exec(text)?.[1] : undefined;
  return boundary === undefined ? text : text.replaceAll(boundary, 'boundary');
}
