import type { Dataset } from '../../../../fixtures/index.ts';
import { type Park, parkActivities, parks } from '../../../../fixtures/tables/national-parks/parks.ts';
import { parkAlerts, parkArticles, parkPeople } from '../../../../fixtures/tables/national-parks/records.ts';

type NpsRecord = Readonly<Record<string, unknown>>;

/** A resource of the service. */
export interface NpsResource {
  readonly name: string;
  readonly size: number;
  /** The record at a position from 0 to `size` - 1, as the service writes it. */
  record(index: number, now: number): NpsRecord;
  /** The parks that it is about. */
  parksOf(index: number, now: number): readonly Park[];
}

/** The resources over a dataset. The service writes UUIDs in capitals, and lists of states with commas. */
export function npsResources(dataset: Dataset): readonly NpsResource[] {
  const parksTable = parks(dataset);
  const activities = parkActivities(dataset);
  const people = parkPeople(dataset);
  const alerts = parkAlerts(dataset);
  const articles = parkArticles(dataset);

  const parkOf = ({ park_code }: { readonly park_code: string }, now: number): Park =>
    parksTable.row(parksTable.positionOf(park_code), now);
  const activityNames = (now: number): ReadonlyMap<string, string> =>
    new Map(
      Array.from({ length: activities.size }, (_, index) => {
        const { id, name } = activities.row(index, now);
        return [id, name] as const;
      }),
    );

  return [
    {
      name: 'parks',
      size: parksTable.size,
      record: (index, now) => presentPark(parksTable.row(index, now), activityNames(now)),
      parksOf: (index, now) => [parksTable.row(index, now)],
    },
    {
      name: 'people',
      size: people.size,
      record(index, now) {
        const person = people.row(index, now);
        return {
          id: person.id.toUpperCase(),
          url: pageOf('people', `${index + 1}.htm`),
          title: person.name,
          listingDescription: `${person.name} worked as ${person.job} before the park was founded.`,
          relatedParks: [presentRelatedPark(parkOf(person, now))],
        };
      },
      parksOf: (index, now) => [parkOf(people.row(index, now), now)],
    },
    {
      name: 'alerts',
      size: alerts.size,
      record(index, now) {
        const { id, title, category, park_code, last_indexed_on } = alerts.row(index, now);
        return {
          id: id.toUpperCase(),
          url: pageOf(park_code, 'planyourvisit/conditions.htm'),
          title,
          parkCode: park_code,
          description: 'Ask at the visitor centre before you set out.',
          category,
          lastIndexedDate: `${last_indexed_on} 00:00:00.0`,
        };
      },
      parksOf: (index, now) => [parkOf(alerts.row(index, now), now)],
    },
    {
      name: 'articles',
      size: articles.size,
      record(index, now) {
        const article = articles.row(index, now);
        return {
          id: article.id.toUpperCase(),
          url: pageOf('articles', `${index + 1}.htm`),
          title: article.title,
          listingDescription: 'A walk through the park, told by somebody who took it.',
          relatedParks: [presentRelatedPark(parkOf(article, now))],
          date: article.written_on,
        };
      },
      parksOf: (index, now) => [parkOf(articles.row(index, now), now)],
    },
  ];
}

function presentPark(park: Park, activityNames: ReadonlyMap<string, string>): NpsRecord {
  return {
    ...presentRelatedPark(park),
    url: pageOf(park.park_code, 'index.htm'),
    description: `A park of ${park.thousand_acres} thousand acres, with trails for every season.`,
    latitude: park.latitude,
    longitude: park.longitude,
    activities: park.activities.map((id) => ({ id: id.toUpperCase(), name: activityNames.get(id) })),
    designation: 'National Park',
  };
}

/** A park as other records name it. */
function presentRelatedPark({ id, park_code, name, states }: Park): NpsRecord {
  return {
    id: id.toUpperCase(),
    parkCode: park_code,
    fullName: `${name} National Park`,
    name,
    states: states.join(','),
  };
}

function pageOf(section: string, page: string): string {
  return `https://www.nps.gov/${section}/${page}`;
}
