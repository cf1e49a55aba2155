import type { Dataset } from '../../fixtures/index.ts';
import { materialOf } from './seed/material.ts';
import type { Table } from './seed/table.ts';
import { calendar } from './tables/calendar.ts';
import { droppableTables } from './tables/droppable.ts';
import { employeeTables } from './tables/employees.ts';
import { iotTables } from './tables/iot.ts';
import { peopleTables } from './tables/people.ts';
import { sensorTables } from './tables/sensors.ts';
import { shopTables } from './tables/shop.ts';
import { ticketSales } from './tables/ticket-sales.ts';
import { ticketTables } from './tables/tickets.ts';

/** Every table of the database, in the order in which they are made. */
export function tablesOf(dataset: Dataset, peopleRows: number): readonly Table[] {
  const material = materialOf(dataset);
  return [
    ...peopleTables(material, peopleRows),
    ...droppableTables(material),
    ...employeeTables(material),
    ...sensorTables(material),
    ...iotTables(material),
    ...shopTables(material),
    ...ticketTables(material),
    calendar(material),
    ...ticketSales(material),
  ];
}
