import type { Observation } from './observation.ts';

/** One aspect in which the servers differ. */
export interface Difference {
  readonly aspect: string;
  readonly ours: string;
  readonly original: string;
}

/** These follow from the status: where it differs, nothing else tells anything. */
const ALWAYS: readonly string[] = ['status'];
/** These are compared even between a page of HTML and JSON. */
const WITHOUT_BODY = [
  ...['status', 'media_type', 'allow', 'www_authenticate', 'content_disposition'],
  ...['rate_limit', 'location', 'error'],
];

/** Lists what differs, the most telling first: one difference of status is not also ten of the body. */
export function compare(ours: Observation, original: Observation): readonly Difference[] {
  return aspectsToCompare(ours, original)
    .map((aspect) => ({
      aspect,
      ours: ours[aspect] ?? 'none',
      original: original[aspect] ?? 'none',
    }))
    .filter((difference) => difference.ours !== difference.original);
}

function aspectsToCompare(ours: Observation, original: Observation): readonly string[] {
  if (ours['status'] !== original['status']) return ALWAYS;
  if (ours['media_type'] !== original['media_type']) return WITHOUT_BODY;
  return [...new Set([...Object.keys(ours), ...Object.keys(original)])];
}
