import type { Asked } from '../../verify/causes/asked.ts';
import { type FindConduct, noted } from './conduct-file.ts';

const SECOND_MS = 1000;

/** The same request again, earlier than the source has asked for. */
export const retryAfter: FindConduct = ({ asked }) => {
  for (const [index, refused] of asked.entries()) {
    const { retryAfter: told } = refused;
    if (!told) continue;
    const ms = /^\d+$/.test(told) ? Number(told) * SECOND_MS : Date.parse(told) - refused.at;
    const next = asked.slice(index + 1).find((one) => one.target === refused.target);
    if (next === undefined || waited(refused, next) >= ms) continue;
    return {
      what: `asked again after ${waited(refused, next)} ms, though told to wait ${ms} ms`,
      advice: 'Wait as long as Retry-After says, in seconds or until a date, and then ask again.',
      evidence: [noted(refused, `was answered ${refused.status}`), noted(next, 'came too early')],
    };
  }
  return undefined;
};

/** The longer of the times that have passed in the world and in reality. */
function waited(one: Asked, other: Asked): number {
  const inWorld = other.at - one.at;
  const inReality = (other.receivedAt ?? 0) - (one.receivedAt ?? 0);
  return Math.max(inWorld, inReality);
}
