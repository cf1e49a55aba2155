import { changesKey, exportedAs, exportedAt } from '../../../fixtures/files/export-keys.ts';
import type { Asked } from '../asked.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { metBy, shownAt } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { pathOf } from '../walks.ts';
import { isWhole } from '../whole.ts';

const PEOPLE = 'people';

/** What changed is in an object that nobody read: it was listed late, or written again under a key that was known. */
export const objects: FindCause = (difference, file) => {
  if (file.mapping.source.name !== PEOPLE) return undefined;
  const asked = askedOfObjects(file);
  if (asked.length === 0) return undefined;
  const changed = difference.deletedAt ?? rowCaseOf(difference, file)?.seenFrom;
  if (changed === undefined) return undefined;
  const hour = exportedAt(changed);
  const reads = asked.filter((one) => one.route === 'GetObject' && isWhole(one));
  const listing = asked.find((one) => isListing(one) && one.at >= hour);
  if (listing === undefined || reads.some((one) => hasChanges(one, hour))) return undefined;
  const last = reads.at(-1);
  const isLate = metBy(listing).stale !== undefined;
  return {
    name: 'objects',
    verdict: verdictOf(difference, file),
    advice:
      'Go back by more than the time that a listing is behind, and read an object again when its ETag is another.',
    evidence: [
      evidenceOf(
        listing,
        `came when ${changesKey(hour)} was there${isLate ? ', and did not list it yet' : ''}`,
      ),
      ...(last ? [evidenceOf(last, 'was the last object that was read, and did not have these rows')] : []),
    ],
  };
};

const askedOfObjects = onceForFile(({ syncs }) =>
  syncs.flatMap(({ requests }) => requests).filter(({ service }) => service === 's3'),
);

function isListing({ route }: Asked): boolean {
  return route === 'ListObjects' || route === 'ListObjectsV2';
}

/** Whether an object has what could be seen first in the hour that ended then. */
function hasChanges(asked: Asked, hour: number): boolean {
  const exported = exportedAs(decodeURIComponent(pathOf(asked)));
  return exported?.of === 'changes'
    ? exported.hour === hour
    : exported !== undefined && shownAt(asked) >= hour;
}
