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

const FUNCTIONS: Readonly<Record<string, (facts: SessionFacts) => string | null>> = {
  CURRENT_DATABASE: ({ database }) => shownName(database),
  CURRENT_SCHEMA: ({ schema }) => shownName(schema),
  CURRENT_USER: ({ user }) => user.toUpperCase(),
  CURRENT_ROLE: () => ROLE,
  CURRENT_WAREHOUSE: () => null,
  CURRENT_VERSION: () => SERVER_VERSION,
};
const CALL = new RegExp(String.raw`\b(${Object.keys(FUNCTIONS).join('|')})\s*\(\s*\)`, 'gi');

/** Puts what a session knows of itself in place of the functions that ask for it. Literals must be masked. */
export function withSessionFacts(query: string, facts: SessionFacts): string {
  return query.replaceAll(CALL, (call, name: string) => {
    const fact = FUNCTIONS[name.toUpperCase()];
    if (fact === undefined) return call;
    const value = fact(facts);
    return `${value === null ? 'NULL' : quoteLiteral(value)}::text`;
  });
}
