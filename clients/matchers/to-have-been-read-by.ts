import { PlaygroundError } from '../../core/playground-error.ts';
import type { CardLine } from '../../verify/card/card.ts';
import { presentCard } from '../../verify/card/present-card.ts';
import { cardOf, conductOf } from '../../verify/card/report-card.ts';
import { type Fetched, fetchedLater } from '../../verify/card/state.ts';
import { syncsIn } from '../../verify/causes/syncs.ts';
import { worldOf } from '../../verify/world-options.ts';
import { checksOf, type ExpectedReading, requireExpected } from './expected-reading.ts';
import type { MatcherOutcome } from './outcome.ts';
import { factsOf } from './source.ts';

/** What became of one thing that was expected. */
interface Judged {
  readonly result: 'kept' | 'broken' | 'not seen';
  readonly says: string;
}

/**
 * Whether connectors have asked a source as they should.
 *
 * @throws PlaygroundError `ERR_BAD_OPTION` for an expectation that there is not; `ERR_CANNOT_COMPARE` where nothing happened by
 *   which it could be told, with `.not` too
 */
export async function toHaveBeenReadBy(received: unknown, expected: unknown): Promise<MatcherOutcome> {
  const wanted = requireExpected(expected);
  const { world, asked } = await factsOf(received);
  const conduct = conductOf(asked, syncsIn(asked), worldOf(world));
  const card = cardOf(conduct);
  const judged = judge(wanted, card, fetchedLater(conduct));
  const told = (result: Judged['result']): readonly string[] =>
    judged.filter((one) => one.result === result).map(({ says }) => `  ${says}`);
  const block = ['', presentCard(card)];
  const [broken, unseen] = [told('broken'), told('not seen')];
  if (broken.length > 0) {
    const lines = ['The source was not read as expected.', '', ...broken, ...unseen, ...block];
    return { pass: false, message: () => lines.join('\n') };
  }
  if (unseen.length > 0) {
    throw new PlaygroundError(
      'ERR_CANNOT_COMPARE',
      ['It cannot be told how the source was read.', '', ...unseen, ...block].join('\n').trimEnd(),
    );
  }
  const lines = ['The source was read as expected.', '', ...told('kept'), ...block];
  return { pass: true, message: () => lines.join('\n') };
}

function judge(
  { honours = [], overFetch }: ExpectedReading,
  card: readonly CardLine[],
  fetched: Fetched | undefined,
): readonly Judged[] {
  return [
    ...honours.flatMap((name) => judgeChecks(card.filter((line) => checksOf(name).includes(line.name)))),
    ...(overFetch ? [judgeOverFetch(overFetch.atMost, fetched)] : []),
  ];
}

/** Of several, those that are not seen do not count beside one that is. */
function judgeChecks(lines: readonly CardLine[]): readonly Judged[] {
  const seen = lines.filter(({ result }) => result !== 'not seen');
  return (seen.length > 0 ? seen : lines).map(({ name, result, says }) => {
    if (result === 'not seen') return { result, says: `${name} is not seen: ${says}` };
    return { result: result === 'pass' ? 'kept' : 'broken', says: `${name}: ${says}` };
  });
}

function judgeOverFetch(atMost: number, fetched: Fetched | undefined): Judged {
  if (fetched === undefined)
    return {
      result: 'not seen',
      says: 'overFetch is not seen: rows were not read by a second sync',
    };
  const { table, served, changed } = fetched;
  if (changed === 0)
    return {
      result: 'not seen',
      says: `overFetch is not seen: later syncs were served ${served} rows of ${table}, and none had changed`,
    };
  const ratio = served / changed;
  return {
    result: ratio <= atMost ? 'kept' : 'broken',
    says:
      `overFetch: later syncs were served ${served} rows of ${table}, and ${changed} had changed, ` +
      `which is ${ratio.toFixed(2)}; at most ${atMost} is expected`,
  };
}
