import { expect, it } from '@jest/globals';
import { isoSeconds } from '../../../fixtures/timeline.ts';
import { causesAfter, HOUR, SECOND, startSource } from './judged-source.ts';

const LOOK = '/pagination/offset?limit=1&order_by=updatedAt&order_type=desc';

it('does not take a row that only a look has shown for one that was read and lost', async () => {
  await using source = await startSource('living');
  const said = await causesAfter(source, async () => {
    source.sync();
    await source.read('/incremental/timestamp');
    source.clock.now = source.change('update').at + 20 * SECOND;
    const [newest] = (await source.page(LOOK)).data;
    source.clock.now += HOUR;
    source.sync();
    await source.read(
      `/incremental/timestamp?since=${isoSeconds(Date.parse(String(newest?.['updatedAt'])))}`,
    );
  });
  expect(said).not.toEqual([]);
  // The newest row was there to be seen by the look alone; the others came before it and after the rows were read.
  const expected =
    /^(?:stale same-second-later permanent #1 #3|(?:missing|stale) max-then-read permanent #1 #2 #3)$/;
  for (const one of said) expect(one).toMatch(expected);
});

it('says of rows of a source that was looked at alone that nobody asked for them', async () => {
  await using source = await startSource('living');
  const said = await causesAfter(source, async () => {
    source.sync();
    await source.read(LOOK);
  });
  expect(said).toEqual(['missing never-asked unknown']);
});
