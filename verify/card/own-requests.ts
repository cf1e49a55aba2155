import type { Asked } from '../causes/asked.ts';

/** The package index, by its present name and its former one, as a URL or as where a tunnel leads. */
const PACKAGE_INDEX = /^(?:https?:\/\/)?pypi\.[a-z\d.-]+(?:[:/]|$)/i;

/**
 * Whether a request is one that the connector itself has made. The Connector SDK asks the package index for its own newest
 * version at each start; of that a connector knows nothing, and can change nothing.
 */
export function isOfConnector({ target }: Asked): boolean {
  return !PACKAGE_INDEX.test(target ?? '');
}
