import type { Noted } from './noted.ts';
import { isPageName } from './recognise-paging.ts';
import type { Parameter } from './shape.ts';
import { wordsOf } from './words-of.ts';

/** `since` of a resource, as its file has it. */
export type SinceWords = string | Readonly<Record<string, string | boolean>>;

export interface RecognisedSince {
  readonly since: Noted<SinceWords>;
  /** The parameters that it speaks of. */
  readonly parameters: readonly string[];
}

const UPDATES = [
  'updated',
  'modified',
  'changed',
  'update',
  'change',
  'modification',
  'lastmodified',
  'mtime',
];
const CREATIONS = ['created', 'creation', 'added', 'create', 'opened', 'ctime'];
const TIMES = ['date', 'time', 'timestamp', 'datetime', 'at', 'on'];
const BEGINS = ['since', 'after', 'gt', 'gte', 'ge', 'min', 'from', 'start', 'begin', 'newer'];
const STRICT = ['gt', 'newer'];
/** Ends that are not part of what is asked for. */
const OPEN = ['lt', 'before', 'older'];
const ENDS = ['until', 'before', 'lt', 'lte', 'le', 'max', 'to', 'end', 'till', 'older'];
const LARGEST_EPOCH = 1e11;

/**
 * How rows are asked for by time, by the usual names of parameters: `updated_since`, `modifiedAfter`,
 * `filter[updated_at][gt]`, `created[gte]`, `since`.
 */
export function recogniseSince(parameters: readonly Parameter[]): RecognisedSince | undefined {
  const found = bestOf(parameters.filter((one) => isAboutTime(one, BEGINS)));
  if (found === undefined) return undefined;
  const { name } = found;
  const words = wordsOf(name);
  const by = columnOf(words);
  const untils = parameters.filter(
    (one) => one !== found && isAboutTime(one, ENDS) && columnOf(wordsOf(one.name)) === by,
  );
  const until = untils.find((one) => !has(one, OPEN)) ?? untils[0];
  const format = formatOf(found);
  const more = {
    ...(until && { until: until.name }),
    ...(by === 'created' && { by }),
    ...(has(found, STRICT) && { strict: true }),
    ...(format !== 'iso' && { format }),
  };
  return {
    since: {
      value: Object.keys(more).length === 0 ? name : { parameter: name, ...more },
      note: `guessed from the parameter '${name}'`,
    },
    parameters: [name, ...(until ? [until.name] : [])],
  };
}

function isAboutTime({ name, leaf }: Parameter, ways: readonly string[]): boolean {
  const words = wordsOf(name);
  if (words.includes('id') || leaf.type === 'boolean') return false;
  if (!words.some((word) => ways.includes(word))) return false;
  const hasTime = [...UPDATES, ...CREATIONS, ...TIMES].some((time) => words.includes(time));
  const isWritten = leaf.format === 'date-time' || leaf.format === 'date';
  if (isPageName(name) && !isWritten) return false;
  return hasTime || isWritten || (words.length === 1 && ['since', 'until'].includes(words[0] as string));
}

function has({ name }: Parameter, known: readonly string[]): boolean {
  return wordsOf(name).some((word) => known.includes(word));
}

/** What was updated is worth more to a client than what was created, and an end that is part of it more than another. */
function bestOf(found: readonly Parameter[]): Parameter | undefined {
  const worth = (one: Parameter): number =>
    (has(one, UPDATES) ? 4 : has(one, CREATIONS) ? 0 : 2) + (has(one, STRICT) ? 0 : 1);
  return found.toSorted((one, other) => worth(other) - worth(one))[0];
}

function columnOf(words: readonly string[]): 'created' | 'updated' {
  return CREATIONS.some((word) => words.includes(word)) ? 'created' : 'updated';
}

function formatOf({ leaf }: Parameter): 'iso' | 'date' | 'epoch' | 'epoch-ms' {
  const { type, format, examples } = leaf;
  if (format === 'date') return 'date';
  if (type !== 'whole' && type !== 'number') return 'iso';
  const isMs = examples.some((one) => Number(one) > LARGEST_EPOCH) || /ms|milli/i.test(format ?? '');
  return isMs ? 'epoch-ms' : 'epoch';
}
