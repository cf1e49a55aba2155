import { describe, expect, it } from '@jest/globals';
import { Journal } from '../../../core/control/journal.ts';
import { silentLogger } from '../../../core/logger.ts';
import { presentText } from '../../../services/redshift/message.ts';
import { note } from '../../../services/redshift/note.ts';
import { NotedStatements } from '../../../services/redshift/relay/noted-statements.ts';

const texts = (...parts: readonly string[]) => Buffer.concat(parts.map(presentText));

/** What each message of a client has in it: statement and portal are both called `s`. */
const SENT: Readonly<Record<string, Buffer>> = {
  Q: texts('Q'),
  P: texts('s', 'P'),
  B: texts('s', 's'),
  E: texts('s'),
  D: Buffer.concat([Buffer.from('S'), texts('s')]),
  C: Buffer.concat([Buffer.from('P'), texts('s')]),
};
const RECEIVED: Readonly<Record<string, Buffer>> = {
  C: texts('SELECT 1'),
  E: texts('SERROR', 'VERROR', 'C22012', 'Mdivision by zero', ''),
};

const noteIn = (journal: Journal, sql: string | null) =>
  note({ journal, clock: () => 0, logger: silentLogger }, 'query', sql);

/** `>Q` is a Query of the client, `<Z` a ReadyForQuery of the database. Letters after one mark are messages in turn. */
function conversation(text: string): string {
  const journal = new Journal();
  const noted = new NotedStatements((sql) => noteIn(journal, sql));
  for (const [direction, ...types] of text.split(' ').filter(Boolean)) {
    for (const type of types) {
      if (direction === '>') noted.sent(type, SENT[type] ?? Buffer.alloc(0));
      else noted.received(type, 10, RECEIVED[type]);
    }
  }
  return journal
    .entries()
    .map(({ target, route, bytes, errorCode, durationMs }) =>
      [target, route, bytes, errorCode, durationMs === null ? 'open' : null].filter((part) => part !== null),
    )
    .map((parts) => parts.join(' '))
    .join(', ');
}

describe('after a conversation', () => {
  it.each([
    ['', ''],
    ['>Q', 'Q open'],
    ['>Q <T', 'Q open'],
    ['>Q <TDDC', 'Q SELECT 20 open'],
    ['>Q <TDDCZ', 'Q SELECT 20'],
    ['>QQ <C', 'Q SELECT open'],
    ['>QQ <CZ', 'Q SELECT, Q open'],
    ['>Q <IZ', 'Q'],
    ['>Q <CEZ', 'Q SELECT 22012'],
    ['>F <VZ', ''],
    ['>PDS', ''],
    ['>PDS <1tTZ', ''],
    ['>PS <E', 'P 22012'],
    ['>PBES <E', 'P 22012'],
    ['>PBES <1E', 'P 22012'],
    ['>PBES <12E', 'P 22012'],
    ['>PBES <12EZ >Q', 'P 22012, Q open'],
    ['>PBES <12', 'P open'],
    ['>PBES <12DC', 'P SELECT 10'],
    ['>PBDES <12TDC', 'P SELECT 10'],
    ['>PBDES <12nC', 'P SELECT'],
    ['>PBE <12Ds', 'P 10'],
    ['>PBEE <12DsDC', 'P 10, P SELECT 10'],
    ['>PBEBES <12C', 'P SELECT'],
    ['>PBEBES <12C2C', 'P SELECT, P SELECT'],
    ['>PBEBES <12E', 'P 22012'],
    ['>PBEBESBES <12EZ2C', 'P 22012, P SELECT'],
    // What comes behind a failure and before its Sync is never looked at.
    ['>PBE <12E >BE', 'P 22012'],
    ['>PBE <12E >BES <Z >Q', 'P 22012, Q open'],
    ['>PBES <12CZ >CS <3Z >BE', 'P SELECT'],
    ['>PBECS <12C3Z', 'P SELECT'],
    ['>Q <G >dd', 'Q open'],
    ['>Q <G >ddc <C', 'Q SELECT open'],
    ['>Q <G >ddc <CZ >Q', 'Q SELECT, Q open'],
    ['>Q <G >df <EZ', 'Q 22012'],
    ['>Q <G >dS', 'Q open'],
    ['>PBES <12G >dcS <CZ >Q', 'P SELECT, Q open'],
    ['>PBESdcS <12GCZ >Q', 'P SELECT, Q open'],
    ['>Qdc <EZ >Q', 'Q 22012, Q open'],
    ['<E', ''],
    ['>S <Z >Q', 'Q open'],
    ['>Q <NASZ >Q', 'Q, Q open'],
  ])('%s: %s', (text, expected) => {
    expect(conversation(text)).toBe(expected);
  });
});

it('texts of statements that were prepared long ago are forgotten, and those of others are not', () => {
  const journal = new Journal();
  const noted = new NotedStatements((sql) => noteIn(journal, sql));
  for (let times = 0; times < 5000; times += 1) {
    noted.sent('P', texts(`s${times}`, 'x'.repeat(2000)));
    noted.received('1', 0);
  }
  for (const name of ['s0', 's4999']) {
    noted.sent('B', texts('', name));
    noted.sent('E', texts(''));
    noted.received('2', 0);
    noted.received('C', 9, texts('SELECT 1'));
  }
  expect(journal.entries().map(({ target }) => target)).toEqual([null, 'x'.repeat(2000)]);
});
