import type { Context } from 'koa';
import { noSuchRow } from './errors.ts';
import type { SourceExchange } from './exchange.ts';
import { namesOfAuth } from './parameter-names.ts';
import { childrenAsked } from './parents.ts';
import { rowWithKey } from './row-with-key.ts';
import { KEY_PART } from './source-routes.ts';

/** Answers with the row of a key. @throws SourceError 404 where there is none */
export function answerOne(ctx: Context, exchange: SourceExchange): void {
  const { route, parts, parameters, declaration, clock, effects } = exchange;
  const { resource, table } = route.served;
  parameters.requireKnown(route.name, [...namesOfAuth(declaration), ...resource.ignores]);
  const at = clock() - (effects.stale ?? 0);
  const key = parts[KEY_PART] ?? '';
  const siblings = childrenAsked(route.served, parts, at);
  const row = rowWithKey(table, key, at);
  if (siblings?.every(({ id }) => id !== row.id)) throw noSuchRow(resource.name, key);
  ctx.type = 'application/json';
  ctx.body = route.served.itemWriter(table.columnsAt(at))(row.values);
}
