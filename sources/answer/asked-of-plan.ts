import type { IncomingMessage } from 'node:http';
import type { Asked } from '../../core/faults/asked.ts';
import { Parameters } from './parameters.ts';
import { bodyOf } from './request-body.ts';
import type { SourceRoute } from './source-routes.ts';
import type { SourceState } from './source-state.ts';

/** What a fault plan may look at of a request, besides what any request over HTTP has. */
export async function askedOfPlan(
  route: SourceRoute,
  request: IncomingMessage,
  url: URL,
  state: SourceState,
): Promise<Pick<Asked, 'route' | 'about' | 'since' | 'page'>> {
  const { resource } = route.served;
  const known = { route: route.name, about: resource.name.slice(resource.name.indexOf('.') + 1) };
  if (route.gives !== 'list') return known;
  // What is no JSON is refused when the request is answered.
  const body = await bodyOf(request).catch(() => undefined);
  const parameters = new Parameters(url.searchParams, body);
  return {
    ...known,
    since: resource.since && parameters.text(resource.since.parameter),
    page: pageOf(route, parameters, url.pathname, state),
  };
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
      return Math.floor(Number(given ?? 0) / Number(parameters.text(size ?? '') ?? rows)) + 1;
    case 'cursor':
    case 'after':
      return walkPages.pageOf(path, given);
  }
}
