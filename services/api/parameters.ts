import { badRequest } from './errors.ts';
import { parseTimestamp, TIMESTAMP_SCHEMA } from './timestamp.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** One value that a client may send in the path or the query, as the document tells of it. */
export interface DocumentedParameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly description: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** The schema that documents a value and the parser that judges it are made together, so that they cannot drift apart. */
export interface Parameter<Value> extends DocumentedParameter {
  /** @throws ApiError 400 that names the value */
  parse(text: string | undefined): Value;
}

interface IntegerRule<Absent> {
  readonly description: string;
  readonly absent: Absent;
  readonly minimum: number;
  readonly maximum?: number;
  /** What the original answers when the number is out of range. */
  readonly outOfRange: string;
}

const WHOLE_NUMBER = /^[+-]?\d+$/;

/** Reads a whole number; `absent` when the parameter is not given. */
export function integer<Absent>(name: string, rule: IntegerRule<Absent>): Parameter<number | Absent> {
  const maximum = rule.maximum ?? Number.MAX_SAFE_INTEGER;
  return {
    name,
    in: 'query',
    description: rule.description,
    required: false,
    schema: {
      type: 'integer',
      minimum: rule.minimum,
      maximum,
      ...(typeof rule.absent === 'number' && { default: rule.absent }),
    },
    parse(text) {
      if (text === undefined) return rule.absent;
      const value = Number(text);
      if (!WHOLE_NUMBER.test(text)) {
        throw badRequest('not_an_integer', `Invalid value for '${name}'. '${text}' is not a whole number.`);
      }
      if (value < rule.minimum || (rule.maximum !== undefined && value > rule.maximum)) {
        throw badRequest('out_of_range', rule.outOfRange);
      }
      if (value > maximum) {
        throw badRequest('out_of_range', `Invalid value for '${name}'. ${text} is larger than ${maximum}.`);
      }
      return value;
    },
  };
}

/** Reads one of a few words. */
export function oneOf<const Word extends string>(
  name: string,
  words: readonly Word[],
  fallback: NoInfer<Word>,
  description: string,
): Parameter<Word> {
  return {
    name,
    in: 'query',
    description,
    required: false,
    schema: { type: 'string', enum: words, default: fallback },
    parse(text) {
      if (text === undefined) return fallback;
      const word = words.find((candidate) => candidate === text);
      if (word === undefined) {
        const use = words.map((candidate) => `'${candidate}'`).join(' or ');
        throw badRequest(`bad_${name}`, `Invalid value for '${name}'. Use ${use}`);
      }
      return word;
    },
  };
}

/** Reads `true` or `false`; false when the parameter is not given. */
export function flag(name: string, description: string): Parameter<boolean> {
  const { parse } = oneOf(name, ['true', 'false'], 'false', description);
  return {
    name,
    in: 'query',
    description,
    required: false,
    schema: { type: 'boolean', default: false },
    parse: (text) => parse(text) === 'true',
  };
}

/** An instant as it was sent and as it was understood, in milliseconds since 1970. */
export interface Instant {
  readonly text: string;
  readonly time: number;
}

/** Reads an instant in UTC; an empty one counts as not given, as in the original. */
export function instant(name: string, description: string): Parameter<Instant | undefined> {
  return {
    name,
    in: 'query',
    description,
    required: false,
    schema: TIMESTAMP_SCHEMA,
    parse(text) {
      if (text === undefined || text === '') return undefined;
      if (!text.endsWith('Z')) {
        throw badRequest(
          'bad_timestamp',
          "Invalid date format for 'updated_since'. Must end with 'Z' for UTC",
        );
      }
      const time = parseTimestamp(text);
      if (time === undefined) {
        throw badRequest(
          'bad_timestamp',
          "Invalid date format for 'updated_since'. Use 'YYYY-MM-DDTHH:MM:SSZ'",
        );
      }
      return { text, time };
    },
  };
}
