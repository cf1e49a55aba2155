import type { DestinationKind } from '../destination.ts';

const BY_NAME: readonly (readonly [name: RegExp, kind: DestinationKind])[] = [
  [/^postgres(?:ql)?:\/\//, 'postgres'],
  [/\.(?:db|duckdb|ddb)$/i, 'duckdb'],
  [/\.csv(?:\.gz)?$/i, 'csv'],
  [/\.(?:ndjson|jsonl)(?:\.gz)?$/i, 'ndjson'],
  [/\.parquet$/i, 'parquet'],
];

/** What a place is by its name: `out/*.csv` is CSV. Undefined where the name does not tell, as of a folder. */
export function kindOfName(place: string): DestinationKind | undefined {
  return BY_NAME.find(([name]) => name.test(place))?.[1];
}
