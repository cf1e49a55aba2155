import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';
import { CALENDAR_DAYS, calendarDay } from './calendar.ts';
import { CATEGORY_COUNT, TICKET_USERS, VENUE_COUNT } from './tickets.ts';

/** Three chunks of the large Redshift example, which reads 10,000 rows at a time. */
const EVENTS = 25_000;
const LISTINGS = 200;
const SALES = 100;
const COMMISSION = 0.15;

const MINUTE_MS = 60_000;
const MINUTES_BETWEEN_EVENTS = (CALENDAR_DAYS * 24 * 60) / EVENTS;

const VENUE = 0;
const CATEGORY = 1;
const EVENT = 2;
const SELLER = 3;
const TICKETS = 4;
const PRICE = 5;
const BUYER = 6;

/** What is on, and who sold and bought tickets for it. */
export function ticketSales(material: Material): readonly Table[] {
  return [event(material), listing(material), sales(material)];
}

/** No two events start at the same time: the example would lose one of them at the edge of a chunk. */
function event(material: Material): Table {
  const { below } = material.forTable('tickit.event', EVENTS);
  return {
    name: 'tickit.event',
    columns: `
      eventid INTEGER PRIMARY KEY,
      venueid SMALLINT NOT NULL,
      catid SMALLINT NOT NULL,
      dateid SMALLINT NOT NULL,
      eventname VARCHAR(200),
      starttime TIMESTAMP`,
    indexes: ['(starttime)'],
    rows: EVENTS,
    row: (index) => [
      index + 1,
      1 + below(VENUE_COUNT, index, VENUE),
      1 + below(CATEGORY_COUNT, index, CATEGORY),
      dateIdOfEvent(index),
      `An evening with ${material.person(index).name}`,
      startOfEvent(material, index),
    ],
  };
}

function dateIdOfEvent(index: number): number {
  return 1 + Math.floor((index * CALENDAR_DAYS) / EVENTS);
}

function startOfEvent(material: Material, index: number): string {
  const firstDay = Date.parse(calendarDay(material, 1));
  const start = firstDay + Math.floor(index * MINUTES_BETWEEN_EVENTS) * MINUTE_MS;
  return new Date(start).toISOString();
}

function listing(material: Material): Table {
  return {
    name: 'tickit.listing',
    columns: `
      listid INTEGER PRIMARY KEY,
      sellerid INTEGER NOT NULL,
      eventid INTEGER NOT NULL,
      dateid SMALLINT NOT NULL,
      numtickets SMALLINT NOT NULL,
      priceperticket DECIMAL(8, 2),
      totalprice DECIMAL(8, 2),
      listtime TIMESTAMP`,
    rows: LISTINGS,
    row(index) {
      const { seller, eventIndex, tickets, price } = listingAt(material, index);
      const { createdAt } = material.forTable('tickit.listing', LISTINGS);
      return [
        index + 1,
        seller,
        eventIndex + 1,
        dateIdOfEvent(eventIndex),
        tickets,
        price.toFixed(2),
        (price * tickets).toFixed(2),
        createdAt(index),
      ];
    },
  };
}

function listingAt(material: Material, index: number) {
  const { below } = material.forTable('tickit.listing', LISTINGS);
  return {
    seller: 1 + below(TICKET_USERS, index, SELLER),
    eventIndex: below(EVENTS, index, EVENT),
    tickets: 1 + below(8, index, TICKETS),
    price: 20 + below(480, index, PRICE),
  };
}

/** Every second listing found its buyer. */
function sales(material: Material): Table {
  const { below, createdAt } = material.forTable('tickit.sales', SALES);
  return {
    name: 'tickit.sales',
    columns: `
      salesid INTEGER PRIMARY KEY,
      listid INTEGER NOT NULL,
      sellerid INTEGER NOT NULL,
      buyerid INTEGER NOT NULL,
      eventid INTEGER NOT NULL,
      dateid SMALLINT NOT NULL,
      qtysold SMALLINT NOT NULL,
      pricepaid DECIMAL(8, 2),
      commission DECIMAL(8, 2),
      saletime TIMESTAMP`,
    rows: SALES,
    row(index) {
      const listingIndex = index * 2;
      const { seller, eventIndex, tickets, price } = listingAt(material, listingIndex);
      const paid = price * tickets;
      return [
        index + 1,
        listingIndex + 1,
        seller,
        1 + below(TICKET_USERS, index, BUYER),
        eventIndex + 1,
        dateIdOfEvent(eventIndex),
        tickets,
        paid.toFixed(2),
        (paid * COMMISSION).toFixed(2),
        createdAt(index),
      ];
    },
  };
}
