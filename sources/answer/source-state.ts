import type { Clock } from '../../core/clock.ts';
import { WalkPages } from '../../core/faults/walk-pages.ts';
import type { Dataset } from '../../fixtures/dataset.ts';
import { type DeclaredTable, declaredTables } from '../../fixtures/declared/declared-table.ts';
import type { Column, Row } from '../../fixtures/table.ts';
import type { Resource, SourceDeclaration } from '../declaration.ts';
import { itemWriters } from './item-writer.ts';
import { rateLimiter } from './limit-rate.ts';
import { type NamedParent, parentsIn } from './parents.ts';
import { type TokenEndpoint, tokenEndpoints } from './token-endpoint.ts';

/** What a source that runs stands on. */
export interface SourceWorld {
  readonly dataset: Dataset;
  /** The time of the world. */
  readonly clock: Clock;
  /** By which clients wait. */
  readonly realClock: Clock;
}

/** A resource with its rows. */
export interface ServedResource {
  readonly resource: Resource;
  readonly table: DeclaredTable;
  /** The resources above whose rows its path names, the farthest first. */
  readonly parents: readonly NamedParent[];
  /** Writes rows in the columns that its table has at a time; made once for each of them. */
  readonly itemWriter: (columns: readonly Column[]) => (row: Row) => string;
}

/** All that a source remembers while it runs. */
export interface SourceState {
  readonly served: readonly ServedResource[];
  /** To which page of a walk a token leads. */
  readonly walkPages: WalkPages;
  readonly tokenEndpoints: readonly TokenEndpoint[];
  /** When the world began, in ms since 1970. */
  readonly anchor: number;
  /** Counts a request. @returns the headers that say how much is left @throws SourceError 429 */
  readonly countRequest: () => Readonly<Record<string, string>>;
}

/** @throws RangeError for a table that there cannot be */
export function sourceState(
  { resources, rateLimit, auth }: SourceDeclaration,
  { dataset, clock, realClock }: SourceWorld,
): SourceState {
  const tables = declaredTables(
    dataset,
    resources.map(({ table }) => table),
  );
  return {
    served: tables.map((table, index) => {
      const resource = resources[index] as Resource;
      return {
        resource,
        table,
        parents: parentsIn(resource, tables),
        itemWriter: itemWriters(resource.item),
      };
    }),
    walkPages: new WalkPages(),
    tokenEndpoints: tokenEndpoints(auth, clock),
    anchor: dataset.anchor,
    countRequest: rateLimiter(rateLimit, realClock),
  };
}
