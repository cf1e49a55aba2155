import { describe, expect, it } from '@jest/globals';
import { AskedStatements } from '../../../../services/postgres-seed/faults/asked-statements.ts';
import { boundParameters } from '../../../../services/postgres-seed/faults/bound-parameters.ts';
import { MessageReader, type Piece } from '../../../../services/postgres-seed/faults/message-reader.ts';
import { UnansweredRequests } from '../../../../services/postgres-seed/faults/unanswered-requests.ts';

function message(type: string, body: string | Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.from(`${type}\0\0\0\0`), Buffer.from(body)]);
  bytes.writeUInt32BE(bytes.length - 1, 1);
  return bytes;
}

const STREAM = Buffer.concat([
  message('T', 'columns'),
  message('D', 'a row with Z in it, and Z\0\0\0\x05I'),
  message('Z', 'I'),
  message('D', Buffer.alloc(200_000, 'Z')),
  message('C', ''),
  message('Z', 'T'),
  message('Z', Buffer.alloc(70_000)),
]);

describe('a reader of messages', () => {
  it.each([1, 2, 5, 6, 7, 64, 1000, 65_536, 1_000_000])(
    'gives every byte once and finds what is wanted in chunks of %i',
    (size) => {
      const reader = new MessageReader('ZC');
      const pieces: Piece[] = [];
      for (let place = 0; place < STREAM.length; place += size)
        pieces.push(...reader.read(STREAM.subarray(place, place + size)));
      expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(STREAM)).toBe(true);
      const found = pieces.flatMap(({ type, body }) => (type ? [[type, body.toString()]] : []));
      // A longer one than 64 KiB passes.
      expect(found).toEqual([
        ['Z', 'I'],
        ['C', ''],
        ['Z', 'T'],
      ]);
    },
  );

  it('holds back no more than the beginning of what is wanted', () => {
    const reader = new MessageReader('Z');
    const bytes = message('D', 'row');
    expect(reader.read(bytes.subarray(0, 6)).map((piece) => piece.bytes.length)).toEqual([6]);
    expect(reader.read(bytes.subarray(6)).map((piece) => piece.bytes.length)).toEqual([2]);
  });

  it.each([0, 1, 3])('refuses a length of %i', (length) => {
    expect(() => new MessageReader('Z').read(Buffer.from([0x44, 0, 0, 0, length]))).toThrow('no message');
  });
});

const piece = (type: string, body: string): Piece => {
  const bytes = message(type, body);
  return { bytes, type, body: bytes.subarray(5) };
};

describe('the statements of a session', () => {
  it.each<[string, readonly Piece[], readonly (string | undefined)[]]>([
    ['a simple query', [piece('Q', 'SELECT 1\0')], ['SELECT 1']],
    [
      'an Execute, once for a portal',
      [piece('P', 's\0SELECT 2\0\0\0'), piece('B', 'p\0s\0'), piece('E', 'p\0'), piece('E', 'p\0')],
      [undefined, undefined, 'SELECT 2', undefined],
    ],
    [
      'a statement that was closed',
      [piece('P', 's\0SELECT 2\0\0\0'), piece('C', 'Ss\0'), piece('B', 'p\0s\0'), piece('E', 'p\0')],
      [undefined, undefined, undefined, undefined],
    ],
    [
      'a portal that was closed',
      [piece('P', '\0SELECT 2\0'), piece('B', '\0\0'), piece('C', 'P\0'), piece('E', '\0')],
      [undefined, undefined, undefined, undefined],
    ],
    [
      'texts without an end',
      [piece('Q', 'SELECT 1'), piece('P', 's'), piece('B', 'p'), piece('E', '')],
      ['SELECT 1', undefined, undefined, undefined],
    ],
    ['a long text, as far as it is looked at', [piece('Q', `${'x'.repeat(5000)}\0`)], ['x'.repeat(4096)]],
  ])('%s', (_, pieces, expected) => {
    const statements = new AskedStatements();
    expect(pieces.map((one) => statements.take(one)?.sql)).toEqual(expected);
  });

  it('are forgotten where there are more than 256, the oldest first', () => {
    const statements = new AskedStatements();
    const known = (name: string): boolean => {
      statements.take(piece('B', `p\0${name}\0`));
      return statements.take(piece('E', 'p\0')) !== undefined;
    };
    for (let name = 1; name <= 20_000; name += 1) statements.take(piece('P', `${name}\0SELECT ${name}\0`));
    expect(['1', '19744', '19745', '20000'].map(known)).toEqual([false, false, true, true]);
  });
});

describe('requests without an answer', () => {
  /** What is said in turn: letters of the client, and of the server after a `<`. */
  it.each([
    ['Q <Z', 0],
    ['P B D E S <Z', 0],
    ['P B E P B E S', 1],
    ['Q Q <Z', 1],
    ['Q <G d c <Z', 0],
    // A Sync that comes before the rows counts for nothing.
    ['P B E S <G d c S <Z', 0],
    ['P B E <G S d f S <Z', 0],
  ])('%s: %i', async (said, left) => {
    const unanswered = new UnansweredRequests();
    unanswered.answered();
    for (const one of said.split(' ')) {
      if (one === '<Z') unanswered.answered();
      else if (one === '<G') unanswered.copies();
      else unanswered.asked(one);
    }
    const none = unanswered.none().then(() => 'none');
    expect(await Promise.race([none, Promise.resolve().then(() => Promise.resolve('some'))])).toBe(
      left === 0 ? 'none' : 'some',
    );
  });
});

/** Formats of the parameters, then their values; null is NULL. */
function bound(formats: readonly number[], ...values: readonly (string | null)[]): Buffer {
  const int16 = (number: number): Buffer => Buffer.from([number >> 8, number & 255]);
  const int32 = (number: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(number);
    return bytes;
  };
  return Buffer.concat([
    ...[int16(formats.length), ...formats.map(int16), int16(values.length)],
    ...values.flatMap((value) =>
      value === null ? [int32(-1)] : [int32(Buffer.byteLength(value)), Buffer.from(value)],
    ),
  ]);
}

it.each<[what: string, body: Buffer, shown: string | undefined]>([
  ['texts', bound([], '42', null, "O'Hara"), "$1 = '42', $2 = NULL, $3 = 'O''Hara'"],
  ['texts of which each is said to be one', bound([0, 0], 'a', 'b'), "$1 = 'a', $2 = 'b'"],
  ['a long text', bound([], 'x'.repeat(300)), `$1 = '${'x'.repeat(256)}...'`],
  ['binary values', bound([1], 'abcd'), undefined],
  ['nothing', bound([]), undefined],
  ['fewer than it says', bound([], '42').subarray(0, 6), undefined],
])('shows %s that are bound as the log of the server does', (_what, body, shown) => {
  expect(boundParameters(body)).toBe(shown);
});
