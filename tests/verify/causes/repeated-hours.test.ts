import { expect, it } from '@jest/globals';
import { zoneRepeating } from '../../../verify/causes/repeated-hours.ts';

it.each<[time: string, zone: RegExp | undefined]>([
  ['2026-11-01T05:30:00Z', /^America\//],
  ['2026-11-01T06:30:00Z', /^America\//],
  ['2026-10-25T00:30:00Z', /./],
  ['2026-11-03T05:30:00Z', undefined],
  ['2026-10-27T00:30:00Z', undefined],
  ['2026-07-01T00:30:00Z', undefined],
])('%s is in an hour that clocks show twice: %s', (time, zone) => {
  const found = zoneRepeating(Date.parse(time));
  if (zone === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(zone);
});
