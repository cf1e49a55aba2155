import type { People } from '../../../../fixtures/index.ts';
import { draw, pick } from '../draw.ts';
import { parsePostalAddress } from '../postal-address.ts';

export type NpsResource = 'parks' | 'people' | 'alerts' | 'articles';
export type NpsRecord = Readonly<Record<string, unknown>>;

/** How many records each resource has: as many parks as the service lists, round figures for the rest. */
export const NPS_COUNTS: Readonly<Record<NpsResource, number>> = {
  parks: 474,
  people: 600,
  alerts: 350,
  articles: 800,
};

const ACTIVITIES = ['Hiking', 'Camping', 'Fishing', 'Stargazing', 'Swimming', 'Wildlife Watching'] as const;
const CATEGORIES = ['Information', 'Caution', 'Danger', 'Park Closure'] as const;
const LETTERS = 26;

/** Tells what each record is like, by resource; `index` counts from 0. */
export const NPS_RECORDS: Readonly<Record<NpsResource, (index: number, people: People) => NpsRecord>> = {
  parks: (index, people) => ({
    ...park(index, people),
    url: pageOf(parkCode(index), 'index.htm'),
    description: `A park of ${10 + draw(900, 'acres', index)} thousand acres, with trails for every season.`,
    latitude: String(25 + draw(240_000, 'latitude', index) / 10_000),
    longitude: String(-(67 + draw(570_000, 'longitude', index) / 10_000)),
    activities: ACTIVITIES.filter((_, activity) => draw(2, 'activity', index, activity) === 1).map(
      (name) => ({
        id: identifier('activity', ACTIVITIES.indexOf(name), people),
        name,
      }),
    ),
    designation: 'National Park',
  }),
  people: (index, people) => ({
    id: identifier('person', index, people),
    url: pageOf('people', `${index + 1}.htm`),
    title: people.at(index).name,
    listingDescription: `${people.at(index).name} worked as ${people.at(index).job} before the park was founded.`,
    relatedParks: [park(draw(NPS_COUNTS.parks, 'park of person', index), people)],
  }),
  alerts: (index, people) => {
    const code = parkCode(draw(NPS_COUNTS.parks, 'park of alert', index));
    const category = pick(CATEGORIES, 'alert', index);
    return {
      id: identifier('alert', index, people),
      url: pageOf(code, 'planyourvisit/conditions.htm'),
      title: `${category} at trail ${1 + draw(40, 'trail', index)}`,
      parkCode: code,
      description: 'Ask at the visitor centre before you set out.',
      category,
      lastIndexedDate: `${dateOf(index, people)} 00:00:00.0`,
    };
  },
  articles: (index, people) => ({
    id: identifier('article', index, people),
    url: pageOf('articles', `${index + 1}.htm`),
    title: `What ${people.at(index).name} saw on trail ${1 + draw(40, 'article', index)}`,
    listingDescription: 'A walk through the park, told by somebody who took it.',
    relatedParks: [park(draw(NPS_COUNTS.parks, 'park of article', index), people)],
    date: dateOf(index, people),
  }),
};

/** A park as other records name it. */
function park(index: number, people: People): NpsRecord {
  const address = parsePostalAddress(people.at(index).address);
  const second = parsePostalAddress(people.at(index + 1).address).state;
  const isShared = draw(8, 'shared', index) === 0 && second !== address.state;
  return {
    id: identifier('park', index, people),
    parkCode: parkCode(index),
    fullName: `${address.city} National Park`,
    name: address.city,
    states: isShared ? `${address.state},${second}` : address.state,
  };
}

/** Four letters that count upwards: `aaaa`, `aaab`, … */
function parkCode(index: number): string {
  return [3, 2, 1, 0]
    .map((place) => String.fromCharCode(97 + (Math.floor(index / LETTERS ** place) % LETTERS)))
    .join('');
}

const RESOURCE_NUMBERS = ['park', 'person', 'alert', 'article', 'activity'];

/** The service writes UUIDs in capitals. Each resource takes its own stretch of the people's ids. */
function identifier(resource: string, index: number, people: People): string {
  return people.at(RESOURCE_NUMBERS.indexOf(resource) * 10_000 + index).id.toUpperCase();
}

function pageOf(section: string, page: string): string {
  return `https://www.nps.gov/${section}/${page}`;
}

/** The day on which a record was last changed. */
function dateOf(index: number, people: People): string {
  return people.at(index).updatedAt.split('T')[0] as string;
}
