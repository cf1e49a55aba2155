import type { Context } from 'koa';
import { exactJsonOf } from '../../fixtures/files/exact-json.ts';
import { isoSeconds } from '../../fixtures/timeline.ts';
import type { Deletes } from '../declaration.ts';
import { tooManyDeletes } from './errors.ts';
import type { SourceExchange } from './exchange.ts';
import { namesOfAuth } from './parameter-names.ts';
import { boundsIn } from './times.ts';
import { writeTemplate } from './write-template.ts';

const MOST = 100_000;

/** Answers with what was deleted since an instant, or since the world began. @throws SourceError for what cannot be asked */
export function answerDeletes(ctx: Context, exchange: SourceExchange): void {
  const { route, parameters, declaration, clock, effects, state } = exchange;
  const { resource, table } = route.served;
  const { parameter, body, item } = resource.deletes as Deletes;
  parameters.requireKnown(route.name, [parameter, ...namesOfAuth(declaration), ...resource.ignores]);
  const { format = 'iso', isStrict = false } = resource.since ?? {};
  const since = { parameter, format, isStrict, by: 'updatedAt' } as const;
  const { from = state.anchor } = boundsIn(parameters, since);
  const until = clock() - (effects.stale ?? 0);
  if (table.countChanges(from - 1, until) > MOST) throw tooManyDeletes(route.name, parameter, MOST);
  const types = new Map(table.columnsAt(until).map(({ name, type }) => [name, type]));
  const items = [...table.deletions(from - 1, until)].map(({ at, row }) =>
    writeTemplate(item, {
      ...Object.fromEntries(
        resource.table.key.map((column) => [
          column,
          exactJsonOf(types.get(column) ?? { kind: 'text' })(row.values[column] ?? null),
        ]),
      ),
      deletedAt: JSON.stringify(isoSeconds(at)),
    }),
  );
  ctx.type = 'application/json';
  ctx.body = writeTemplate(body, { items: `[${items.join(',')}]` });
}
