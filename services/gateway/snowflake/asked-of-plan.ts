import type { IncomingMessage } from 'node:http';
import type { RouteAbility } from '../../../core/faults/ability.ts';
import type { Asked } from '../../../core/faults/asked.ts';
import { readJsonObject } from '../stand-ins/read-body.ts';

const STATEMENT = 'snowflake.statement';
const PATH = '/queries/v1/query-request';

/** What can be made of a statement, besides what can be made of any request. */
export const STATEMENTS: Readonly<Record<string, RouteAbility>> = {
  [STATEMENT]: { about: 'snowflake', on: ['sql'], effects: ['sqlstate', 'message', 'expire: token'] },
};

/** A statement, for a fault plan; of another request there is no more to know. */
export async function askedOfPlan(
  request: IncomingMessage,
  { pathname }: URL,
): Promise<Partial<Asked> | undefined> {
  if (pathname !== PATH) return undefined;
  const { sqlText } = (await readJsonObject(request)) ?? {};
  return typeof sqlText === 'string' ? { route: STATEMENT, about: 'snowflake', sql: sqlText } : undefined;
}
