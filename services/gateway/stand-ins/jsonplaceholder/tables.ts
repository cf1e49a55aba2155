import type { People } from '../../../../fixtures/index.ts';
import { draw, drawHex, pick } from '../draw.ts';
import { parsePostalAddress } from '../postal-address.ts';

export type PlaceholderRow = Readonly<Record<string, unknown>>;

/** A table of the service: how many rows it has, and what each is, with exactly the real fields. */
export interface PlaceholderTable {
  readonly count: number;
  /** The row with an id from 1 to `count`. */
  row(id: number, people: People): PlaceholderRow;
}

const WORDS = [
  'source',
  'cursor',
  'record',
  'schema',
  'column',
  'batch',
  'token',
  'window',
  'replay',
  'offset',
  'bucket',
  'ledger',
  'packet',
  'socket',
  'worker',
  'parcel',
  'signal',
  'filter',
  'branch',
  'commit',
] as const;

/** Rows hang together as in the real service: a parent's children follow one another. */
export const PLACEHOLDER_TABLES: Readonly<Record<string, PlaceholderTable>> = {
  posts: {
    count: 100,
    row: (id) => ({
      userId: parent(id, 10),
      id,
      title: phrase(6, 'post title', id),
      body: Array.from({ length: 4 }, (_, line) => phrase(7, 'post body', id, line)).join('\n'),
    }),
  },
  comments: {
    count: 500,
    row: (id, people) => ({
      postId: parent(id, 5),
      id,
      name: phrase(5, 'comment name', id),
      email: people.at(id - 1).email,
      body: Array.from({ length: 4 }, (_, line) => phrase(8, 'comment body', id, line)).join('\n'),
    }),
  },
  albums: {
    count: 100,
    row: (id) => ({ userId: parent(id, 10), id, title: phrase(3, 'album', id) }),
  },
  photos: {
    count: 5000,
    row: (id) => {
      const colour = drawHex(6, 'photo', id);
      return {
        albumId: parent(id, 50),
        id,
        title: phrase(5, 'photo title', id),
        url: `https://via.placeholder.com/600/${colour}`,
        thumbnailUrl: `https://via.placeholder.com/150/${colour}`,
      };
    },
  },
  todos: {
    count: 200,
    row: (id) => ({
      userId: parent(id, 20),
      id,
      title: phrase(4, 'todo', id),
      completed: draw(2, 'todo done', id) === 1,
    }),
  },
  users: { count: 10, row: user },
};

function user(id: number, people: People): PlaceholderRow {
  const person = people.at(id - 1);
  const address = parsePostalAddress(person.address);
  const mailbox = person.email.split('@')[0] as string;
  return {
    id,
    name: person.name,
    username: mailbox.replace('.', '_'),
    email: person.email,
    address: {
      street: address.street,
      suite: `Suite ${address.number}`,
      city: address.city,
      zipcode: String(address.postcode),
      geo: { lat: degrees(90, 'lat', id), lng: degrees(180, 'lng', id) },
    },
    phone: `1-555-010-${String(draw(10_000, 'phone', id)).padStart(4, '0')}`,
    website: `${mailbox}.example.com`,
    company: { name: person.company, catchPhrase: phrase(3, 'catch', id), bs: phrase(3, 'bs', id) },
  };
}

function parent(id: number, childrenEach: number): number {
  return Math.ceil(id / childrenEach);
}

function phrase(words: number, ...place: readonly (string | number)[]): string {
  return Array.from({ length: words }, (_, word) => pick(WORDS, ...place, word)).join(' ');
}

function degrees(most: number, axis: string, id: number): string {
  return (draw(2 * most * 10_000, 'geo', axis, id) / 10_000 - most).toFixed(4);
}
