import type { Column } from '../../../fixtures/table.ts';
import type { RowChange, WorldTable } from '../../../fixtures/world-table.ts';

/** What happens to one table at one instant. */
interface TableBurst {
  readonly table: WorldTable;
  /** Its columns from then on, where they change; the rows after that have them. */
  readonly columns: { readonly before: readonly Column[]; readonly after: readonly Column[] } | undefined;
  readonly changes: readonly RowChange[];
}

/** What can be seen from one instant on: a transaction. */
export interface Burst {
  /** In ms since 1970. */
  readonly at: number;
  readonly tables: readonly TableBurst[];
}

/** What happens to several tables after one instant and not after the other, instant by instant. */
export function* burstsOf(
  tables: readonly WorldTable[],
  after: number,
  until: number,
): Generator<Burst, undefined> {
  const histories = tables.map((table) => new History(table, after, until));
  for (;;) {
    const at = Math.min(...histories.map((history) => history.next));
    if (at === Number.POSITIVE_INFINITY) return;
    yield { at, tables: histories.filter(({ next }) => next === at).map((history) => history.take(at)) };
  }
}

/** What is still to come of a table. */
class History {
  readonly #table: WorldTable;
  readonly #changes: Iterator<RowChange>;
  readonly #columnChanges: number[];
  #change: RowChange | undefined;

  constructor(table: WorldTable, after: number, until: number) {
    this.#table = table;
    this.#changes = table.changes(after, until)[Symbol.iterator]();
    this.#columnChanges = [...table.columnChanges(after, until)];
    this.#change = this.#nextChange();
  }

  /** The next instant at which anything happens. */
  get next(): number {
    const [columns = Number.POSITIVE_INFINITY] = this.#columnChanges;
    return Math.min(columns, this.#change?.seenAt ?? Number.POSITIVE_INFINITY);
  }

  take(at: number): TableBurst {
    const table = this.#table;
    const isAltered = this.#columnChanges[0] === at;
    if (isAltered) this.#columnChanges.shift();
    const changes: RowChange[] = [];
    for (; this.#change?.seenAt === at; this.#change = this.#nextChange()) changes.push(this.#change);
    const columns = isAltered ? { before: table.columnsAt(at - 1), after: table.columnsAt(at) } : undefined;
    return { table, columns, changes };
  }

  #nextChange(): RowChange | undefined {
    const { done, value } = this.#changes.next();
    return done ? undefined : value;
  }
}
