/** Compiled by `npm run check`, never run: what the types of the matchers refuse. */
import { destination } from 'connector-playground/vitest';
import { expect } from 'vitest';

export async function misused(): Promise<void> {
  // @ts-expect-error A source is needed.
  await expect(destination('a.csv')).toMatchSource();
  // @ts-expect-error A path is no source.
  await expect(destination('a.csv')).not.toMatchSource('.playground');
  // @ts-expect-error Checks are a list.
  await expect({ controlUrl: '' }).toHaveBeenReadBy({ honours: 'cursor' });
  // @ts-expect-error There is no such kind.
  destination('a.xml', { kind: 'xml' });
}
