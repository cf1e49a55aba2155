import { describe, expect, it } from '@jest/globals';
import { Owed } from '../../../../services/redshift/relay/owed.ts';

/**
 * What is said in turn: `>Q` is a Query of the client, `<Z` a ReadyForQuery of the database. Letters after one mark
 * are messages one after the other.
 */
function conversation(text: string): Owed {
  const owed = new Owed();
  for (const [direction, ...types] of text.split(' ').filter(Boolean)) {
    for (const type of types) direction === '>' ? owed.sent(type) : owed.received(type);
  }
  return owed;
}

const UNDECIDED = 'still waiting';
const standingOf = (owed: Owed) => Promise.race([owed.settled(), Promise.resolve(UNDECIDED)]);

describe('after a conversation', () => {
  it.each([
    ['', 'quiet'],
    ['>Q', UNDECIDED],
    ['>Q <TDDC', UNDECIDED],
    ['>Q <TDDCZ', 'quiet'],
    ['>QQ <CZ', UNDECIDED],
    ['>QQ <CZCZ', 'quiet'],
    ['>Q <EZ', 'quiet'],
    ['>F <VZ', 'quiet'],
    ['>PDS', UNDECIDED],
    ['>PDS <1tTZ', 'quiet'],
    ['>PDS <1tnZ', 'quiet'],
    ['>P', UNDECIDED],
    ['>PB <1', UNDECIDED],
    ['>PB <12', 'quiet'],
    ['>PBDEC <12TDDDC', UNDECIDED],
    ['>PBDEC <12TDDDC3', 'quiet'],
    ['>PBE <12I', 'quiet'],
    ['>PBE <12DDs', 'quiet'],
    ['>PB <1E', 'failed'],
    ['>PBE <E', 'failed'],
    ['>PBE <E >S', UNDECIDED],
    ['>PBE <E >S <Z', 'quiet'],
    ['>PBES <12CZ >PB <12', 'quiet'],
    ['>PBESPB <12C', UNDECIDED],
    ['>PBESPB <12CZ', UNDECIDED],
    ['>PBESPB <12CZ12', 'quiet'],
    ['>PBESPB <EZ12', 'quiet'],
    ['>PBESPB <12CZE', 'failed'],
    ['>PB <1N2', 'quiet'],
    ['>Q <G', 'copying'],
    ['>Q <G >dd', 'copying'],
    ['>Q <G >ddc', UNDECIDED],
    ['>Q <G >ddc <CZ', 'quiet'],
    ['>Q <G >df <EZ', 'quiet'],
    ['>Q <G >d <EZ', 'quiet'],
    ['>PBE <12G >dc <C >S <Z', 'quiet'],
    // As redshift_connector does it: the first Sync is ignored, because it comes during the COPY.
    ['>BES <2G >dcS', UNDECIDED],
    ['>BES <2G >dcS <CZ', 'quiet'],
    ['>BES <2G >dS', 'copying'],
    ['>BES <2G >dcS <CZ >PB <12', 'quiet'],
    // All at once, before the database has said that it copies.
    ['>QddcQ <G', UNDECIDED],
    ['>QddcQ <GCZCZ', 'quiet'],
    ['>QddcQddcQ <GCZGCZCZ', 'quiet'],
    ['>QddcQ <EZCZ', 'quiet'],
    ['>BESddcSPB <2GCZ12', 'quiet'],
    ['>BESddcSPB <2GC', UNDECIDED],
    ['>BESddcSPB <EZ12', UNDECIDED],
    ['>BESddcSPB <EZZ12', 'quiet'],
    ['>PBE <12HddcC', 'quiet'],
    ['>Q <HddcCZ', 'quiet'],
  ])('%j the database is %s', async (said, standing) => {
    expect(await standingOf(conversation(said))).toBe(standing);
  });

  it('whoever waits hears of the last answer', async () => {
    const owed = conversation('>PB <1');
    const settled = owed.settled();
    owed.received('2');
    expect(await settled).toBe('quiet');
  });

  it('whoever waits hears of the end', async () => {
    const owed = conversation('>Q');
    const settled = owed.settled();
    owed.lost(new Error('gone'));
    await expect(settled).rejects.toThrow('gone');
  });
});
