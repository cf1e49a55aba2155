import type { ConformanceCase } from '../conformance-case.ts';
import { authentication } from './authentication.ts';
import { changes, cursorChanges } from './changes.ts';
import { cursors } from './cursors.ts';
import { steps, timestamps } from './incremental.ts';
import { pagination } from './pagination.ts';
import { exports, protocol } from './protocol.ts';
import { sessions } from './sessions.ts';
import { stepWalks, walks } from './walks.ts';

/**
 * All cases, in the order in which they are put to the servers. The original sorts its one list of rows in
 * place; so first come those that show the list as it lies, and last those that show what sorting did to it.
 */
export const casesInOrder: readonly ConformanceCase[] = [
  ...authentication,
  ...sessions,
  ...steps,
  ...stepWalks,
  ...exports,
  ...protocol,
  ...cursorChanges,
  ...cursors,
  ...timestamps,
  ...pagination,
  ...walks,
  ...changes,
];
