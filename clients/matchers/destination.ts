import path from 'node:path';
import { PlaygroundError } from '../../core/playground-error.ts';
import type { DestinationKind } from '../../verify/destination.ts';
import { kindOfName } from '../../verify/destinations/kind-of-name.ts';
import { shown } from './shown.ts';

export interface DestinationOptions {
  /** What it is, where the name does not tell. Default: by the ending; a folder is a connector's project. */
  readonly kind?: DestinationKind | 'project';
  /** An interpreter with the module `duckdb`, for files of DuckDB. Default: `python3`, then the package `@duckdb/node-api`. */
  readonly python?: string;
  /** Which table and which column is which. Default: of a project its `verify.yaml`, else none. */
  readonly config?: string;
  /** Only these tables. Default: all. */
  readonly tables?: readonly string[];
}

/** Where a connector wrote to. It is opened by the matcher, and closed again. */
export interface NamedDestination extends DestinationOptions {
  readonly kind: DestinationKind | 'project';
  /** A path, a pattern or a URI. */
  readonly place: string;
}

/**
 * Names what a connector wrote, for `expect(…).toMatchSource(…)`.
 *
 * ```ts
 * destination('my_connector'); // files/warehouse.db in it, which `fivetran debug` writes
 * destination('files/warehouse.db');
 * destination('out/*.parquet');
 * destination('postgres://loader:secret@127.0.0.1/warehouse');
 * ```
 *
 * @param place a path below the current folder, a pattern, or a URI
 * @throws PlaygroundError `ERR_BAD_OPTION` for what is not text
 */
export function destination(place: string, options: DestinationOptions = {}): NamedDestination {
  if (typeof place !== 'string' || place === '') {
    throw new PlaygroundError(
      'ERR_BAD_OPTION',
      `destination() takes a path, a pattern or a URI, but was given ${shown(place)}.`,
    );
  }
  const kind = options.kind ?? kindOfName(place) ?? 'project';
  return { ...options, kind, place: kind === 'postgres' ? place : path.resolve(place) };
}

/** @throws PlaygroundError `ERR_BAD_OPTION` that says how to name a destination */
export function requireDestination(received: unknown): NamedDestination {
  const { place, kind } = Object(received) as Partial<NamedDestination>;
  if (typeof place === 'string' && typeof kind === 'string') return received as NamedDestination;
  throw new PlaygroundError(
    'ERR_BAD_OPTION',
    `toMatchSource() compares a destination: expect(destination('files/warehouse.db')). This is ${shown(received)}.`,
  );
}
