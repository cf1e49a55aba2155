import { type Example, servicesOf } from '../../connectors/example.ts';
import type { Connector } from './run-connector.ts';

/** Whether two connectors cannot be run at once: for one local port, or because one changes what the other uses. */
export function disturbs({ example: one }: Connector, { example: other }: Connector): boolean {
  if (!one || !other) return false;
  return haveInCommon(one.listensOn, other.listensOn) || changesFor(one, other) || changesFor(other, one);
}

function changesFor({ changes }: Example, other: Example): boolean {
  return haveInCommon(changes, servicesOf(other));
}

function haveInCommon<Item>(some: readonly Item[] = [], others: readonly Item[] = []): boolean {
  return some.some((item) => others.includes(item));
}
