import type { Difference } from '../compare/difference.ts';
import type { CaseFile, Cause, FindCause } from './cause.ts';
import { deletesUnseen } from './deletes-unseen.ts';
import { neverAsked } from './never-asked.ts';
import { noKey } from './no-key.ts';
import { servedAndLost } from './served-and-lost.ts';
import { servedOld } from './served-old.ts';
import { verdictOf } from './stamp.ts';

const FORGOTTEN =
  'The journal no longer has the oldest requests. Start the playground with a larger --journal-size, reset it, and sync again.';

/** The first that fits is it. */
const CAUSES: readonly FindCause[] = [deletesUnseen, noKey, servedAndLost, neverAsked, servedOld];

/** Why a row is not as it should be; `unknown` where nothing that is known tells. */
export function causeOf(difference: Difference, file: CaseFile): Cause {
  for (const find of CAUSES) {
    const cause = find(difference, file);
    if (cause) return cause;
  }
  return {
    name: 'unknown',
    verdict: verdictOf(difference, file),
    advice: file.isWhole ? adviceOf(difference) : FORGOTTEN,
    evidence: [],
  };
}

function adviceOf({ kind, isMarkedDeleted }: Difference): string {
  switch (kind) {
    case 'missing':
      return isMarkedDeleted
        ? 'The destination has these rows marked as deleted, and the source still has them.'
        : 'Nothing that is known says why.';
    case 'extra':
      return 'The source has never had these keys.';
    case 'torn':
      return 'No version of these rows ever had all of these values.';
    case 'duplicated':
      return 'The destination has these keys several times.';
    case 'stale':
      return 'Nothing that is known says why.';
  }
}
