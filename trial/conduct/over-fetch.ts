import { type FindConduct, noted } from './conduct-file.ts';

/** A later sync that asks for what is new and gets much more: what the report card says of it. */
export const overFetch: FindConduct = ({ card, asked }) => {
  const line = card.find(({ name }) => name === 'fetches-what-changed');
  if (line?.result !== 'fail') return undefined;
  return {
    what: line.says,
    advice: 'Go on from the cursor of the last sync, a little before it.',
    evidence: asked
      .filter(({ number }) => line.requests.includes(number))
      .map((one) => noted(one, 'asked for what is new since a time before much of it')),
  };
};
