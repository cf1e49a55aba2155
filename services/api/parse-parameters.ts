import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { Context } from 'koa';
import { badRequest } from './errors.ts';
import type { Parameter } from './parameters.ts';

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** What the parameters of a route give once parsed. */
export type Values<Declared extends Parameters> = {
  readonly [Name in keyof Declared]: Declared[Name] extends Parameter<infer Value> ? Value : never;
};

const LONGEST_VALUE = 1024;
const NO_QUERY = parse('');

/**
 * Turns a request's query and path into typed values, in the order of declaration (the first bad one is
 * the one reported).
 *
 * @throws ApiError 400 for a bad value, an undeclared parameter, and one that is overlong or given twice
 */
export function parseParameters<Declared extends Parameters>(
  ctx: Context,
  declared: Declared,
): Values<Declared> {
  const query = queryOf(ctx);
  refuseUndeclared(query, declared);
  const values: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(declared)) {
    const given = parameter.in === 'path' ? ctx['params'][parameter.name] : query[parameter.name];
    values[key] = parameter.parse(single(parameter.name, given));
  }
  return values as Values<Declared>;
}

/**
 * A request's query. Not Koa's: that keeps it in plain objects, where `?constructor` finds what every object
 * has and `?__proto__` is lost.
 */
export function queryOf(ctx: Context): ParsedUrlQuery {
  const { querystring } = ctx;
  return querystring === '' ? NO_QUERY : parse(querystring, '&', '=', { maxKeys: 0 });
}

/** @throws ApiError 400 that names every query parameter the route does not have */
export function refuseUndeclared(query: ParsedUrlQuery, declared: Parameters): void {
  const sentNames = Object.keys(query);
  if (sentNames.length === 0) return;
  const parameters = Object.values(declared).filter((parameter) => parameter.in === 'query');
  const unexpected = sentNames.filter((sent) => !parameters.some(({ name }) => name === sent));
  if (unexpected.length > 0) {
    throw badRequest('unexpected_parameter', `Unexpected query parameters: ${unexpected.join(', ')}`);
  }
}

function single(name: string, given: string | string[] | undefined): string | undefined {
  if (Array.isArray(given)) {
    throw badRequest(
      'repeated_parameter',
      `Query parameter '${name}' is given ${given.length} times. Give it once.`,
    );
  }
  if (given !== undefined && given.length > LONGEST_VALUE) {
    throw badRequest(
      'overlong_parameter',
      `Query parameter '${name}' is ${given.length} characters long. At most ${LONGEST_VALUE} are read.`,
    );
  }
  return given;
}
