import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completeLines } from '../../../verify/destinations/files/complete-lines.ts';
import { type CsvField, csvRecords } from '../../../verify/destinations/files/csv-records.ts';

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function recordsOf(text: string | Buffer, chunk = 64 * 1024): Promise<CsvField[][]> {
  const records: CsvField[][] = [];
  const bytes = Buffer.from(text);
  for await (const some of csvRecords(completeLines(chunksOf(bytes, chunk), 'x.csv'), 'x.csv')) {
    records.push(...some);
  }
  return records;
}

const TEXTS: readonly [text: string, records: CsvField[][]][] = [
  ['', []],
  ['a', [['a']]],
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['\uFEFFa\n', [['a']]],
  [',', [[null, null]]],
  ['"",', [['', null]]],
  ['\n', [[null]]],
  ['\r\n"a"\r\n', [[null], ['a']]],
  ['"a,b","c""d","e\nf\r\ng"', [['a,b', 'c"d', 'e\nf\r\ng']]],
  ['""""', [['"']]],
  ["a\"b, c ,'d'", [['a"b', ' c ', "'d'"]]],
  ['a\rb,\r\r\n', [['a\rb', '\r']]],
  ['é,😀\n"\u0000"', [['é', '😀'], ['\u0000']]],
];

describe('CSV', () => {
  it.each(TEXTS)('%j', async (text, records) => {
    expect(await recordsOf(text)).toEqual(records);
    expect(await recordsOf(text, 1)).toEqual(records);
  });

  it.each([
    ['a\n"b"c\n', 'x.csv cannot be read: record 2 has text after a closing quote.'],
    ['a\nb\n"c\nd', 'x.csv cannot be read: record 3 has a quote that is never closed.'],
    [Buffer.from([0x61, 0xff, 0x0a]), 'x.csv cannot be read: it is not UTF-8; write it in UTF-8.'],
    [Buffer.alloc(65 * 1024 * 1024, 'x'), 'x.csv cannot be read: a line of it is longer than 64 MiB.'],
    [
      Buffer.concat([Buffer.from('"'), Buffer.alloc(65 * 1024 * 1024, 'x\n')]),
      'x.csv cannot be read: record 1 has a quote that is never closed.',
    ],
  ])('%# is refused', async (text, message) => {
    await expect(recordsOf(text)).rejects.toMatchObject({ code: 'ERR_CANNOT_COMPARE', message });
  });

  const field = fc.option(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }),
    ),
  );

  it('gives back whatever a writer wrote, however it is cut', async () => {
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, end, size) => {
          const text = rows.map((row) => `${row.map(written).join()}${end}`).join('');
          expect(await recordsOf(text, size)).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** As RFC 4180 asks for. */
function written(field: string | null): string {
  if (field === null) return '';
  return field === '' || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
