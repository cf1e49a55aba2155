import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

/** Three chunks of the large Redshift example's rows are spread over these days. */
export const CALENDAR_DAYS = 865;

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const DAY_MS = 24 * 3600 * 1000;

/** A day of the calendar by its number from 1 (the oldest) to {@link CALENDAR_DAYS}. */
export function calendarDay({ dayBefore }: Material, dateId: number): string {
  return dayBefore(CALENDAR_DAYS - dateId + 1);
}

export function calendar(material: Material): Table {
  return {
    name: 'tickit.date',
    columns: `
      dateid SMALLINT PRIMARY KEY,
      caldate DATE NOT NULL,
      day CHAR(3) NOT NULL,
      week SMALLINT NOT NULL,
      month CHAR(5) NOT NULL,
      qtr CHAR(5) NOT NULL,
      year SMALLINT NOT NULL,
      holiday BOOLEAN DEFAULT false`,
    rows: CALENDAR_DAYS,
    row(index) {
      const text = calendarDay(material, index + 1);
      const day = new Date(text);
      const month = day.getUTCMonth();
      const year = day.getUTCFullYear();
      const dayOfYear = (day.getTime() - Date.UTC(year, 0, 1)) / DAY_MS;
      return [
        index + 1,
        text,
        WEEKDAYS[day.getUTCDay()] as string,
        1 + Math.floor(dayOfYear / 7),
        MONTHS[month] as string,
        String(1 + Math.floor(month / 3)),
        year,
        dayOfYear === 0,
      ];
    },
  };
}
