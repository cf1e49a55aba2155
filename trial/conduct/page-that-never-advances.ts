import { triesOf } from '../../verify/card/tries.ts';
import { type Asked, isAnswered } from '../../verify/causes/asked.ts';
import { syncsIn } from '../../verify/causes/syncs.ts';
import { type FindConduct, noted } from './conduct-file.ts';

/** Nobody asks more often for a page that was answered. */
const MOST = 10;

/** The same page again and again, though it was answered. */
export const pageThatNeverAdvances: FindConduct = ({ asked, starts }) => {
  for (const { requests } of syncsIn(asked, starts)) {
    const pages = requests.filter((one) => isAnswered(one) && one.rows !== null);
    const most = triesOf(pages).find((same) => same.length > MOST);
    if (most) {
      return {
        what: `one page was read ${most.length} times in one sync`,
        advice: 'Stop, and fail the sync, when a page leads to itself.',
        evidence: [
          noted(most[0] as Asked, 'was answered'),
          noted(most[1] as Asked, 'asked for the same again'),
        ],
      };
    }
  }
  return undefined;
};
