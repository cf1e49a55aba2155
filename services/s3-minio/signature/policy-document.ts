import { S3Error } from '../errors.ts';

/** What the policy of an upload form allows ("Creating a POST policy"). */
export interface PolicyDocument {
  /** ms since 1970. */
  readonly expiresAt: number;
  readonly conditions: readonly Condition[];
}

export type Condition = readonly [operator: Operator, first: string | number, second: string | number];
type Operator = (typeof OPERATORS)[number];

const OPERATORS = ['eq', 'starts-with', 'content-length-range'] as const;
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** @param base64 as it is in the form, its signature verified. @throws S3Error InvalidPolicyDocument */
export function parsePolicy(base64: string): PolicyDocument {
  const { expiration, conditions } = (parseJson(base64) ?? {}) as {
    expiration?: unknown;
    conditions?: unknown;
  };
  const expiresAt =
    typeof expiration === 'string' && ISO_8601.test(expiration) ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(expiresAt)) throw invalid(`Invalid 'expiration' value: '${expiration}'`);
  if (!Array.isArray(conditions)) throw invalid('it needs a list of conditions');
  return { expiresAt, conditions: conditions.map(parseCondition) };
}

function parseJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON');
  }
}

function parseCondition(condition: unknown): Condition {
  if (Array.isArray(condition)) return parseList(condition);
  if (typeof condition !== 'object' || condition === null)
    throw invalid('a condition is a list or an object');
  const properties = Object.entries(condition) as [string, unknown][];
  const [property] = properties;
  if (!property || properties.length > 1) {
    throw invalid('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified');
  }
  const [name, value] = property;
  if (typeof value !== 'string')
    throw invalid(`Invalid Simple-Condition: the value of '${name}' must be a text`);
  return ['eq', `$${name}`, value];
}

function parseList([name, first, second, ...more]: readonly unknown[]): Condition {
  const operator = OPERATORS.find((each) => typeof name === 'string' && each === name.toLowerCase());
  if (!operator) throw invalid(`Invalid Condition: unknown operation '${name}'`);
  if (more.length > 0 || !isOperand(operator, first) || !isOperand(operator, second)) {
    throw invalid(
      `Invalid Condition: '${operator}' takes two ${operator === 'content-length-range' ? 'numbers' : 'texts'}`,
    );
  }
  return [operator, first, second];
}

/** A text that is no number is no fault of the document, but a condition that never holds. */
function isOperand(operator: Operator, value: unknown): value is string | number {
  return typeof value === 'string' || (operator === 'content-length-range' && typeof value === 'number');
}

function invalid(why: string): S3Error {
  return new S3Error('InvalidPolicyDocument', `Invalid Policy: ${why}.`);
}
