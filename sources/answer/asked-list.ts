import type { AskedList } from '../../core/control/journal-entry.ts';
import type { Paging } from '../declaration.ts';
import type { Parameters } from './parameters.ts';
import type { SourceRoute } from './source-routes.ts';
import type { SourceState } from './source-state.ts';
import { sinceIn } from './times.ts';

const GIVES = { list: 'rows', one: 'row', deletes: 'deletes' } as const;

/** Which list a request asks for, whatever becomes of it. What it asks wrongly is null. */
export function askedList(
  route: SourceRoute,
  parameters: Parameters,
  path: string,
  state: SourceState,
): AskedList {
  const { resource, parents } = route.served;
  const { paging, since, deletes, filters } = resource;
  const isFiltered = Object.keys(filters).some((name) => parameters.text(name) !== undefined);
  const { by = 'updatedAt', isStrict = false, format = 'iso' } = since ?? {};
  const known = {
    ...{ table: resource.name, gives: GIVES[route.gives], isPart: parents.length > 0 || isFiltered },
    ...{ by, isStrict },
  };
  if (route.gives === 'one')
    return { ...known, since: null, paging: 'none', size: 1, page: null, token: null };
  if (route.gives === 'deletes') {
    const given = deletes && readable(() => sinceIn(parameters, { ...deletes, format }));
    const ofDeletes = { since: given ?? null, by: 'updatedAt', paging: 'none' } as const;
    return { ...known, ...ofDeletes, size: null, page: 1, token: null };
  }
  const size = Number(parameters.text(paging.size ?? '') ?? paging.rows);
  const page = pageOf(route, parameters, path, state);
  return {
    ...known,
    since: readable(() => sinceIn(parameters, since)) ?? null,
    paging: paging.by,
    size: Number.isSafeInteger(size) ? size : null,
    page: page !== undefined && Number.isSafeInteger(page) ? page : null,
    token: (isByToken(paging) && parameters.text(paging.parameter)) || null,
  };
}

/** Whether the page before says what to ask for this one by. */
export function isByToken({ by }: Paging): boolean {
  return by === 'cursor' || by === 'after';
}

/** What cannot be read is refused when the request is answered. */
function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** Which page of its walk is asked for, from 1; undefined where that cannot be told. */
export function pageOf(
  { served: { resource } }: SourceRoute,
  parameters: Parameters,
  path: string,
  { walkPages }: SourceState,
): number | undefined {
  const { by, parameter, first, size, rows } = resource.paging;
  const given = parameters.text(parameter);
  switch (by) {
    case 'none':
      return 1;
    case 'page':
      return Number(given ?? first) - first + 1;
    case 'offset':
      return Math.ceil(Number(given ?? 0) / Number(parameters.text(size ?? '') ?? rows)) + 1;
    case 'cursor':
    case 'after':
      return walkPages.pageOf(path, given);
  }
}
