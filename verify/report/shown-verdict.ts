import type { Verdict } from '../causes/cause.ts';

const SHOWN: Readonly<Record<Verdict, string>> = {
  permanent: 'permanently lost',
  transient: 'comes with the next sync',
  unknown: 'not yet known whether it is lost',
};

export function shownVerdict(verdict: Verdict): string {
  return SHOWN[verdict];
}
