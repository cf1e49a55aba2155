import { describe, expect, it } from '@jest/globals';
import type { FoundRow, MemoryTableOptions } from './memory-destination.ts';
import { foundRows } from './right-rows.ts';
import { every, reportOn } from './verdict-on.ts';

describe('what types lose is one finding', () => {
  const balances = foundRows('public.people');
  const readings = foundRows('iot.sensor_readings');

  it.each<[string, FoundRow[], MemoryTableOptions, readonly string[]]>([
    [
      'a decimal in a FLOAT',
      every(balances, (row) => ({ ...row, balance: Math.fround(Number(row['balance'])) })),
      { types: { balance: 'FLOAT' } },
      ['loss-single'],
    ],
    [
      'a decimal in a DOUBLE',
      every(balances, (row) => ({ ...row, balance: Number(row['balance']) })),
      { types: { balance: 'DOUBLE' } },
      [],
    ],
    [
      'a decimal in a DECIMAL of a smaller scale',
      every(balances, (row) => ({ ...row, balance: halfUp(row['balance'] as string) })),
      { types: { balance: 'DECIMAL(12,1)' } },
      ['loss-scale'],
    ],
    [
      'a double in a FLOAT',
      every(readings, (row) => ({ ...row, value: Math.fround(row['value'] as number) })),
      { types: { value: 'FLOAT' } },
      ['loss-single'],
    ],
  ])('%s', async (_what, rows, table, causes) => {
    const report = await reportOn(rows, table);
    expect(report.findings.map(({ kind, cause }) => [kind, cause])).toEqual(
      causes.map((cause) => ['loss', cause]),
    );
    expect(report.tables[0]).toMatchObject({ equal: rows.length, torn: 0 });
  });
});

/** To one digit, away from zero. */
function halfUp(text: string): string {
  const cents = BigInt(text.replace('.', ''));
  const tenths = ((cents < 0n ? -cents : cents) + 5n) / 10n;
  const digits = String(tenths).padStart(2, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
