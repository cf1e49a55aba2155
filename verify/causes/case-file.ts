import type { WorldTable } from '../../fixtures/world-table.ts';
import type { Window } from '../compare/window.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import type { Asked } from './asked.ts';
import { asksForRows } from './asked-list.ts';
import type { CaseFile } from './cause.ts';
import { isLook } from './look.ts';
import { servedFrom } from './served.ts';
import { statementWalks } from './sql/statement-walks.ts';
import { readsNoRows } from './sql/table-read.ts';
import { withPlaces } from './sql/with-places.ts';
import { isAggregate } from './statements.ts';
import type { Sync } from './syncs.ts';
import { askedFor } from './tables-asked.ts';
import { type Walk, walksIn } from './walks.ts';

/** What is known of a table when causes are looked for. */
export function caseFileOf(
  mapping: TableMapping,
  all: readonly Asked[] | undefined,
  syncs: readonly Sync[],
  window: Window,
): CaseFile {
  const found = all && askedFor(all, mapping.source);
  const told = found && withPlaces(found, mapping.source);
  const walks = walksOf(told ?? [], mapping.source, syncs);
  const looks = walks.filter(isLook);
  const looked = new Set(looks.flatMap(({ requests }) => requests));
  const last = syncs.at(-1);
  return {
    mapping,
    asked: told?.filter((one) => !looked.has(one)),
    syncs,
    walks: walks.filter((walk) => !looks.includes(walk)),
    looks,
    until: window.to,
    isWhole: (all?.[0]?.number ?? 1) === 1,
    isHealed: last === undefined || (!last.hasFailed && last.requests.every(({ fault }) => !fault)),
    servedIn: servedFrom(mapping.source),
  };
}

/** By requests and by statements, in the order in which they began. */
function walksOf(asked: readonly Asked[], source: WorldTable, syncs: readonly Sync[]): readonly Walk[] {
  const isStatement = ({ operation }: Asked): boolean => operation === 'query';
  const requests = asked.filter((one) => !isStatement(one) && asksForRows(one));
  const [key = ''] = source.key;
  const readsRows = (target: string): boolean => !isAggregate(target) && !readsNoRows(target, key);
  const statements = asked.filter((one) => isStatement(one) && readsRows(one.target ?? ''));
  const starts = syncs.flatMap(({ requests: [first] }) => first?.number ?? []);
  return [...walksIn(requests), ...statementWalks(statements, source, starts)].sort(
    (one, other) => one.requests[0].number - other.requests[0].number,
  );
}
