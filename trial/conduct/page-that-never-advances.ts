import { type Asked, isAnswered } from '../../verify/causes/asked.ts';
import { type ConductFile, type FindConduct, noted } from './conduct-file.ts';

/** Nobody asks more often for a page that was answered. */
const MOST = 10;

/** The same page again and again, though it was answered. */
export const pageThatNeverAdvances: FindConduct = (file) => {
  for (const requests of syncsOf(file)) {
    const counts = new Map<string, Asked[]>();
    for (const one of requests.filter((asked) => isAnswered(asked) && asked.rows !== null)) {
      const same = counts.get(one.target ?? '') ?? [];
      counts.set(one.target ?? '', [...same, one]);
    }
    const most = [...counts.values()].find((same) => same.length > MOST);
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

function syncsOf({ asked, starts }: ConductFile): readonly (readonly Asked[])[] {
  return starts.map(({ number }, index) => {
    const end = starts[index + 1]?.number ?? Number.POSITIVE_INFINITY;
    return asked.filter((one) => one.number >= number && one.number < end);
  });
}
