import type { AskedList } from '../../core/control/journal-entry.ts';
import type { Asked } from '../../core/faults/asked.ts';
import { shortNameOf } from '../short-name.ts';
import type { Parameters } from './parameters.ts';
import type { SourceRoute } from './source-routes.ts';

/** What a fault plan may look at of a request, besides what any request over HTTP has. */
export function askedOfPlan(
  route: SourceRoute,
  parameters: Parameters,
  list: AskedList,
): Pick<Asked, 'route' | 'about' | 'since' | 'page'> {
  const { resource } = route.served;
  const known = { route: route.name, about: shortNameOf(resource) };
  if (route.gives !== 'list') return known;
  return {
    ...known,
    since: resource.since && parameters.text(resource.since.parameter),
    page: list.page ?? undefined,
  };
}
