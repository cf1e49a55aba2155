import { describe, expect, it } from '@jest/globals';
import { anchorText } from '../../containers/setting-values.ts';
import { parseClockOrder } from '../../core/control/parse-clock-order.ts';
import { parseInstant } from '../../core/parse-instant.ts';
import { WorldClock } from '../../core/world-clock.ts';
import { playgroundClock } from '../../playground/clock/playground-clock.ts';
import { startedClock } from '../../playground/clock/started-clock.ts';
import { parseTablesQuery } from '../../playground/control/parse-truth-query.ts';
import { parseAnchor } from '../../services/dataset-from.ts';
import { verifyTimes } from '../cli/verify-times.ts';

const TEXTS: readonly (readonly [text: string, time: number | undefined])[] = [
  ['2026-03-01T03:00:00Z', Date.UTC(2026, 2, 1, 3)],
  ['2026-03-01T03:00:00.250Z', Date.UTC(2026, 2, 1, 3, 0, 0, 250)],
  ['2026-03-01t03:00z', Date.UTC(2026, 2, 1, 3)],
  ['2026-03-01 03:00:00Z', Date.UTC(2026, 2, 1, 3)],
  ['2026-03-01T05:00:00+02:00', Date.UTC(2026, 2, 1, 3)],
  ['2026-03-01', Date.UTC(2026, 2, 1)],
  ['2028-02-29', Date.UTC(2028, 1, 29)],
  ['2026-02-29', undefined],
  ['2026-03-01T03:00:00', undefined],
  ['2026-03-01 03:00', undefined],
  ['2026-03-01T25:00:00Z', undefined],
  ['2026-03', undefined],
  ['2026', undefined],
  ['1767225600000', undefined],
  ['March 1, 2026', undefined],
  ['01/03/2026', undefined],
  ['Sun, 01 Mar 2026 03:00:00 GMT', undefined],
  [' 2026-03-01', undefined],
  ['noon', undefined],
];

const anchored = (): WorldClock => new WorldClock({ start: Date.UTC(2026, 0, 1), rate: 0 });
const nextEvent = async (after: number): Promise<number> => after + 1;

/** Everything that takes an instant as text, and gives ms since 1970. */
const DOORS: Readonly<Record<string, (text: string) => number | Promise<number>>> = {
  'playground.clock.moveTo': async (text) => {
    const clock = { clock: anchored(), world: 'living', nextEvent };
    return (await playgroundClock(clock).moveTo(text)).getTime();
  },
  'POST /_playground/clock': (text) => {
    const order = parseClockOrder(JSON.stringify({ to: text }));
    return order.kind === 'to' ? order.time : Number.NaN;
  },
  'GET /_playground/truth?at=': (text) =>
    parseTablesQuery({ query: new URLSearchParams({ at: text }), accept: '' }, { anchor: 0, now: 0 }),
  '--anchor and PLAYGROUND_ANCHOR': (text) => parseAnchor('anchor', text, () => 0),
  withAnchor: (text) => Date.parse(anchorText(text)),
  'verify --at': (text) => verifyTimes('--at', text),
  'verify --from': (text) => verifyTimes('--from', text),
  'verify --to': (text) => verifyTimes('--to', text),
  'verify --anchor': (text) => verifyTimes('--anchor', text),
};

describe.each(Object.entries(DOORS))('%s', (_name, timeOf) => {
  it.each(TEXTS)('takes %j as every other does', async (text, time) => {
    if (time !== undefined) return expect(await timeOf(text)).toBe(time);
    const refused = await Promise.resolve()
      .then(() => timeOf(text))
      .catch((error: Error) => error.message);
    expect(refused).toMatch(/instant such as 2026-01-01T00:00:00Z; its zone is needed/);
    return undefined;
  });
});

it.each(TEXTS)('the parser takes %j', (text, time) => {
  expect(parseInstant(text)).toBe(time);
});

it('a Date that is no time is refused by both clocks', async () => {
  const none = new Date(Number.NaN);
  const message =
    'A Date that is no time is not an instant such as 2026-01-01T00:00:00Z; its zone is needed.';
  const here = playgroundClock({ clock: anchored(), world: 'living', nextEvent });
  for (const clock of [here, startedClock(() => 'http://127.0.0.1:1')])
    await expect(clock.moveTo(none)).rejects.toMatchObject({ code: 'ERR_BAD_OPTION', message });
});
