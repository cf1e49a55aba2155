import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { shownCause } from '../../../verify/causes/scenarios.ts';

const numbered = readdirSync('scenarios').flatMap((file) => {
  const [, number, name] = /^(\d\d)-(.+)\.yaml$/.exec(file) ?? [];
  return number === undefined || name === undefined ? [] : [[name, number] as const];
});
/** What these show is no cause of wrong rows, or has another name. */
const OTHERS = [19, 24, 27, 30, 38, 39, 40, 44];

it.each(numbered)('%s is number %s', (name, number) => {
  expect(shownCause(name)).toBe(OTHERS.includes(Number(number)) ? name : `${name} (${number})`);
});

it('a cause without a scenario is its name', () => {
  expect(shownCause('served-and-lost')).toBe('served-and-lost');
});
