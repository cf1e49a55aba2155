import type { WorldTable } from '../../../fixtures/world-table.ts';
import { alterations, changeWriter } from '../present/statements.ts';
import { CLOCK } from '../seed/clock-schema.ts';
import type { Burst } from './bursts.ts';

/** Statements that are done together or not at all. */
export interface Transaction {
  /** What the database has reached with it, in ms since 1970. */
  readonly at: number;
  /** How many changes of rows it has. */
  readonly changes: number;
  readonly statements: readonly string[];
}

/** Gives a function that presents bursts, which come in their order. */
export function transactionWriter(reached: number): (burst: Burst) => Transaction {
  const writers = new Map<string, ReturnType<typeof changeWriter>>();
  let previous = reached;

  function writerOf(table: WorldTable, at: number): ReturnType<typeof changeWriter> {
    const { name, key } = table;
    const writer = writers.get(name) ?? changeWriter({ name, key, columns: table.columnsAt(at) });
    writers.set(name, writer);
    return writer;
  }

  return ({ at, tables }) => {
    const statements = ['BEGIN'];
    let count = 0;
    for (const { table, columns, changes } of tables) {
      if (columns) {
        statements.push(...alterations(table.name, columns));
        writers.delete(table.name);
      }
      const write = writerOf(table, at);
      for (const change of changes) statements.push(write(change));
      count += changes.length;
    }
    statements.push(reach(previous, at), 'COMMIT');
    previous = at;
    return { at, changes: count, statements };
  };
}

/** By its key, which is another every time: however many old versions there are, one is looked at. */
function reach(from: number, to: number): string {
  return `UPDATE ${CLOCK} SET reached = '${iso(to)}' WHERE reached = '${iso(from)}'`;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
