import { type Asked, isAnswered } from '../asked.ts';
import { evidenceOf, type FindCause } from '../cause.ts';
import { shownAt } from '../met.ts';
import { onceForFile } from '../once-for.ts';
import { rowCaseOf } from '../row-case.ts';
import { verdictOf } from '../verdict.ts';
import { isWhole } from '../whole.ts';

const MAKES_SLOT = /pg_create_logical_replication_slot|^\s*create_replication_slot/i;

/** Rows changed after the last snapshot and before the slot was made that was read after it: neither has them. */
export const snapshotThenStream: FindCause = (difference, file) => {
  const slot = lastSlot(file);
  if (slot === undefined) return undefined;
  const changed = difference.deletedAt ?? rowCaseOf(difference, file)?.seenFrom;
  if (changed === undefined) return undefined;
  const snapshots = snapshotsIn(file);
  const last = snapshots.findLast(({ number }) => number < slot.number);
  const isMended = snapshots.some((one) => one.number > slot.number && shownAt(one) >= changed);
  if (last === undefined || isMended || shownAt(last) >= changed || slot.at < changed) return undefined;
  return {
    name: 'snapshot-then-stream',
    verdict: verdictOf(difference, file),
    advice:
      'Make the slot first and read the snapshot after it, and read a snapshot again whenever a slot is made anew.',
    evidence: [
      evidenceOf(last, 'was the last snapshot, and came before these rows changed'),
      evidenceOf(slot, 'made the slot, and came after that'),
    ],
  };
};

const lastSlot = onceForFile(({ syncs }) => syncs.flatMap(({ requests }) => requests).findLast(makesSlot));

const snapshotsIn = onceForFile(({ walks }) =>
  walks
    .filter(({ bound, requests }) => bound === undefined && requests.some(isWhole))
    .map(({ requests: [first] }) => first),
);

function makesSlot(asked: Asked): boolean {
  return MAKES_SLOT.test(asked.target ?? '') && isAnswered(asked);
}
