import { earlyTries } from '../../verify/card/waits.ts';
import { type FindConduct, noted } from './conduct-file.ts';

/** The same request again, earlier than the source has asked for. */
export const retryAfter: FindConduct = ({ asked }) => {
  const [early] = earlyTries(asked);
  if (early === undefined) return undefined;
  const { asked: refused, next, waitedMs, wantedMs } = early;
  return {
    what: `asked again after ${waitedMs} ms, though told to wait ${wantedMs} ms`,
    advice: 'Wait as long as Retry-After says, in seconds or until a date, and then ask again.',
    evidence: [noted(refused, `was answered ${refused.status}`), noted(next, 'came too early')],
  };
};
