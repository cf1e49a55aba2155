import { setImmediate } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { GatheredWrites } from '../../cli/gathered-writes.ts';

it('writes what came in one turn in one piece, in its order', async () => {
  const written: string[] = [];
  const writes = new GatheredWrites((text) => written.push(text));
  for (const text of ['a', '', 'b', 'c']) writes.write(text);
  expect(written).toEqual([]);
  await setImmediate();
  expect(written).toEqual(['abc']);
  writes.write('d');
  await setImmediate();
  expect(written).toEqual(['abc', 'd']);
});

it('writes at once when asked, and nothing twice', async () => {
  const written: string[] = [];
  const writes = new GatheredWrites((text) => written.push(text));
  writes.flush();
  writes.write('a');
  writes.flush();
  writes.write('b');
  await setImmediate();
  expect(written).toEqual(['a', 'b']);
});
