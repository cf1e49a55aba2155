import type { Window } from '../compare/window.ts';
import type { TableMapping } from '../mapping/table-mapping.ts';
import { asksForRows } from './api-routes.ts';
import type { Asked } from './asked.ts';
import type { CaseFile } from './cause.ts';
import { servedFrom } from './served.ts';
import { isAggregate } from './statements.ts';
import type { Sync } from './syncs.ts';
import { askedFor } from './tables-asked.ts';
import { walksIn } from './walks.ts';

function readsRows(asked: Asked): boolean {
  return asked.operation === 'query' ? !isAggregate(asked.target ?? '') : asksForRows(asked);
}

/** What is known of a table when causes are looked for. */
export function caseFileOf(
  mapping: TableMapping,
  all: readonly Asked[] | undefined,
  syncs: readonly Sync[],
  window: Window,
): CaseFile {
  const asked = all && askedFor(all, mapping.source);
  const last = syncs.at(-1);
  return {
    mapping,
    asked,
    syncs,
    walks: walksIn((asked ?? []).filter(readsRows)),
    until: window.to,
    isWhole: (all?.[0]?.number ?? 1) === 1,
    isHealed: last === undefined || (!last.hasFailed && last.requests.every(({ fault }) => !fault)),
    servedIn: servedFrom(mapping.source),
  };
}
