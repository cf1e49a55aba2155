import type { Context } from 'koa';
import { noSuchRow } from './errors.ts';
import type { SourceExchange } from './exchange.ts';
import { itemWriter } from './item-writer.ts';
import { keyOf } from './pager.ts';
import { namesOfAuth } from './parameter-names.ts';

/** Answers with the row of a key. @throws SourceError 404 where there is none */
export function answerOne(ctx: Context, exchange: SourceExchange): void {
  const { route, parts, parameters, declaration, clock, effects } = exchange;
  const { resource, table } = route.served;
  parameters.requireKnown(route.name, [...namesOfAuth(declaration), ...resource.ignores]);
  const at = clock() - (effects.stale ?? 0);
  const key = decoded(parts['key'] ?? '');
  const row = table.seenAt(at).find(keyOf(key, resource.table.key));
  if (row === undefined || 'deletedAt' in row) throw noSuchRow(resource.name, key);
  ctx.type = 'application/json';
  ctx.body = itemWriter(resource.item, table.columnsAt(at))(row.values);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
