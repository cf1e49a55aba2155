import type { Material } from '../seed/material.ts';
import type { Table } from '../seed/table.ts';

export const TICKET_USERS = 200;
export const VENUE_COUNT = 12;

const CATEGORIES = [
  ['Sports', 'Baseball'],
  ['Sports', 'Basketball'],
  ['Sports', 'Football'],
  ['Sports', 'Ice hockey'],
  ['Shows', 'Ballet'],
  ['Shows', 'Musical'],
  ['Shows', 'Opera'],
  ['Shows', 'Play'],
  ['Concerts', 'Classical'],
  ['Concerts', 'Jazz'],
  ['Concerts', 'Pop'],
] as const;
export const CATEGORY_COUNT = CATEGORIES.length;

const INTERESTS = [
  'sports',
  'theatre',
  'concerts',
  'jazz',
  'classical',
  'opera',
  'rock',
  'vegas',
  'broadway',
  'musicals',
] as const;

const PHONE = 0;
const SEATS = 1;
const FIRST_INTEREST = 10;

/**
 * Who and what a ticket shop knows before it sells anything. Tables and columns are those of Amazon
 * Redshift's sample database TICKIT, which the large Redshift example reads.
 */
export function ticketTables(material: Material): readonly Table[] {
  return [users(material), venue(material), category()];
}

function users({ person, forTable }: Material): Table {
  const { below } = forTable('tickit.users', TICKET_USERS);
  return {
    name: 'tickit.users',
    columns: `
      userid INTEGER PRIMARY KEY,
      username CHAR(8),
      firstname VARCHAR(30),
      lastname VARCHAR(30),
      city VARCHAR(30),
      state CHAR(2),
      email VARCHAR(100),
      phone CHAR(14),
      ${INTERESTS.map((interest) => `like${interest} BOOLEAN`).join(', ')}`,
    rows: TICKET_USERS,
    row(index) {
      const { name, email, address } = person(index);
      const [first, ...last] = name.split(' ');
      const { city, state } = placeOf(address);
      // 555-01xx is kept for fiction (North American Numbering Plan).
      const phone = `(${200 + below(800, index, PHONE)}) 555-01${String(index % 100).padStart(2, '0')}`;
      return [
        index + 1,
        `U${String(index + 1).padStart(7, '0')}`,
        first as string,
        last.join(' '),
        city,
        state,
        email,
        phone,
        ...INTERESTS.map((_, interest) => below(2, index, FIRST_INTEREST + interest) === 1),
      ];
    },
  };
}

function venue({ person, forTable }: Material): Table {
  const { below } = forTable('tickit.venue', VENUE_COUNT);
  return {
    name: 'tickit.venue',
    columns: `
      venueid SMALLINT PRIMARY KEY,
      venuename VARCHAR(100),
      venuecity VARCHAR(30),
      venuestate CHAR(2),
      venueseats INTEGER`,
    rows: VENUE_COUNT,
    row(index) {
      const { company, address } = person(index);
      const { city, state } = placeOf(address);
      return [index + 1, `${company} Arena`, city, state, 500 * (1 + below(100, index, SEATS))];
    },
  };
}

function category(): Table {
  return {
    name: 'tickit.category',
    columns: `
      catid SMALLINT PRIMARY KEY,
      catgroup VARCHAR(10),
      catname VARCHAR(10),
      catdesc VARCHAR(50)`,
    rows: CATEGORY_COUNT,
    row(index) {
      const [group, name] = CATEGORIES[index] as (typeof CATEGORIES)[number];
      return [index + 1, group, name, `${group}: ${name}`];
    },
  };
}

/** City and state from the second line of an address, `Springfield, IL 62701`. */
function placeOf(address: string): { city: string; state: string } {
  const place = address.slice(address.indexOf('\n') + 1);
  const comma = place.indexOf(', ');
  return { city: place.slice(0, comma), state: place.slice(comma + 2, comma + 4) };
}
