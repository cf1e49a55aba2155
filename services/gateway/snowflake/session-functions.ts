import { quoteLiteral, shownName } from './identifier.ts';

/** What drivers are told of, and `CURRENT_VERSION()` too. */
export const SERVER_VERSION = '9.0.0';
/** The one role there is. */
export const ROLE = 'PUBLIC';

/** What a session's functions tell of; the names of database and schema as PostgreSQL stores them. */
export interface SessionFacts {
  readonly user: string;
  readonly database: string;
  readonly schema: string;
}

const FUNCTIONS = new Map<string, (facts: SessionFacts) => string | null>([
  ['CURRENT_DATABASE', ({ database }) => shownName(database)],
  ['CURRENT_SCHEMA', ({ schema }) => shownName(schema)],
  ['CURRENT_USER', ({ user }) => user.toUpperCase()],
  ['CURRENT_ROLE', () => ROLE],
  ['CURRENT_WAREHOUSE', () => null],
  ['CURRENT_VERSION', () => SERVER_VERSION],
]);

/** What a session knows of itself, as SQL in place of the function that asks for it; undefined for other functions. */
export function sessionFact(name: string, facts: SessionFacts): string | undefined {
  const value = FUNCTIONS.get(name.toUpperCase())?.(facts);
  if (value === undefined) return undefined;
  return `${value === null ? 'NULL' : quoteLiteral(value)}::text`;
}
