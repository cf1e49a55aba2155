import type { Clock } from '../../core/clock.ts';
import { controlListener } from '../../core/control/control-listener.ts';
import { type HttpListener, listen } from '../../core/http-listener.ts';
import type { RowVersion, World, WorldTable } from '../../fixtures/index.ts';
import { truthPages } from '../../playground/control/truth-pages.ts';
import { DEFAULT_TRUTH } from '../../playground/truth.ts';

const MOST_ROWS = 1_200;

/** A control plane that tells what a world holds; of no service. */
export function openTruth(world: Pick<World, 'tables'>, clock: Clock): Promise<HttpListener> {
  const handle = controlListener({
    ...{
      services: ['api'],
      host: '127.0.0.1',
      pages: truthPages({ world, truth: () => DEFAULT_TRUTH, clock }),
    },
    health: () => ({ status: 'ok' }),
    reset: () => undefined,
  });
  return listen('control', handle, { host: '127.0.0.1', port: 0 });
}

export const urlOf = ({ url }: HttpListener, rest: string): string => `${url}/_playground/truth${rest}`;

/** The table, without most of its rows if it has millions. */
export function beginningOf(table: WorldTable): WorldTable {
  return withRows(table, function* (at) {
    let left = MOST_ROWS;
    for (const row of table.rows(at)) {
      if (left === 0) return;
      left -= 1;
      yield row;
    }
  });
}

/** The table, but for how its rows are read one after the other. */
export function withRows(table: WorldTable, rows: (at: number) => Iterable<RowVersion>): WorldTable {
  return {
    name: table.name,
    key: table.key,
    columnsAt: (at) => table.columnsAt(at),
    columnChanges: (after, until) => table.columnChanges(after, until),
    seenAt: (at) => table.seenAt(at),
    rows,
    changes: (after, until) => table.changes(after, until),
    countChanges: (after, until) => table.countChanges(after, until),
  };
}
