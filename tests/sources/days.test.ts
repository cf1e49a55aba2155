import { expect, it } from '@jest/globals';
import { ACME, startSource } from './start-source.ts';

const DAY = 86_400_000;

const FORMATS: readonly (readonly [format: string, write: (day: string) => string])[] = [
  ['date', (day) => day],
  ['us-date', (day) => day.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$2/$3/$1')],
];

it.each(FORMATS)(
  'what is asked for until a day, written as %s, is that whole day as well',
  async (format, write) => {
    await using source = await startSource(
      ACME.replace(
        'since: updated_since',
        `since: { parameter: from, until: to, by: created, format: ${format} }\n    order: created`,
      ),
    );
    source.time.now += DAY;
    const created = [...source.table.rows(source.time.now)].map(({ values }) => String(values['created_at']));
    const day = (created.toSorted().at(-1) as string).slice(0, 10);
    const asked = encodeURIComponent(write(day));
    const { body } = await source.get(`/v1/customers?limit=50&from=${asked}&to=${asked}`);
    const expected = created.filter((at) => at.startsWith(day));
    expect(expected.length).toBeGreaterThan(1);
    expect(body.total).toBe(expected.length);
    const given = body.data.map((row: { created_at: string }) => row.created_at);
    expect(given).toEqual(expected.toSorted().slice(0, 50));
  },
);

it('refuses a day in another form', async () => {
  await using source = await startSource(
    ACME.replace('since: updated_since', 'since: { parameter: from, by: created, format: us-date }'),
  );
  const { status, body } = await source.get('/v1/customers?from=2026-01-31');
  expect([status, body.error.text]).toEqual([
    400,
    expect.stringContaining("'from' must be a day such as 01/31/2026"),
  ]);
});
